"""Which golden questions a text would make worse; pure, on what the index says of each question.

Signposts do not count: they say that there is no answer, and the bot shows the first entry that is none beside them.
"""

from collections.abc import Collection, Iterator, Sequence

import numpy as np

from embeddings.arrays import FloatArray
from embeddings.index.exam import Exam, Reading
from knowledge.golden.model import Change, GoldenQuestion, Standing, Worse

_NOWHERE = -np.inf


def standings(
    questions: Sequence[GoldenQuestion], exam: Exam, published: Collection[str], signposts: Collection[str]
) -> list[Standing]:
    """How each question does now.

    Args:
        questions: In the order of the exam.
        exam: What the index says of them.
        published: Slugs that readers see; the index may hold others for some seconds.
        signposts: Slugs that do not count, but for their own questions.
    """
    columns = {slug: column for column, slug in enumerate(exam.ids)}
    found = []
    for question, scores in zip(
        questions, _counted(questions, exam.scores, exam.ids, published, signposts), strict=True
    ):
        own = columns.get(question.slug)
        rank = None if own is None or scores[own] == _NOWHERE else 1 + int((scores > scores[own]).sum())
        best = int(scores.argmax())
        found.append(Standing(question, rank, exam.ids[best] if scores[best] > _NOWHERE else ""))
    return found


def worsened(
    slug: str,
    readings: Sequence[Reading],
    now: Sequence[Standing],
    exam: Exam,
    published: Collection[str],
    signposts: Collection[str],
) -> Iterator[Worse]:
    """Questions that would not find their entry any more if a text were published.

    Args:
        slug: Of the entry of that text; a signpost takes no question of another entry.
        readings: The text beside all entries; one that says that a question gets worse is enough.
        now: As :func:`standings` gives them.
        exam: What the index says now.
        published: As for `standings`.
        signposts: As for `standings`.
    """
    questions = [standing.question for standing in now]
    found: dict[int, Worse] = {}
    for reading in readings:
        before = _counted(questions, reading.before, exam.ids, published, signposts)
        after = _counted(questions, reading.others, exam.ids, published, signposts)
        rows = enumerate(zip(now, before, after, reading.own.tolist(), strict=True))
        for place, (standing, was, others, own) in rows:
            question = standing.question
            best = int(others.argmax())
            # A reading can tell that a question gets worse only where it finds the right entry itself.
            if standing.rank != 1 or (len(readings) > 1 and exam.ids[int(was.argmax())] != question.slug):
                continue
            if question.slug == slug:
                if others[best] > own:
                    found.setdefault(place, Worse(question, Change.LOST, exam.ids[best]))
            elif slug not in signposts and own > others[best]:
                found.setdefault(place, Worse(question, Change.TAKEN, slug))
    for place in sorted(found):
        yield found[place]


def _counted(
    questions: Sequence[GoldenQuestion],
    scores: FloatArray,
    ids: Sequence[str],
    published: Collection[str],
    signposts: Collection[str],
) -> Iterator[FloatArray]:
    """The scores of each question, minus infinity for what does not count."""
    counts = np.array([slug in published and slug not in signposts for slug in ids], dtype=bool)
    columns = {slug: column for column, slug in enumerate(ids)}
    for question, row in zip(questions, scores, strict=True):
        kept = np.where(counts, row, np.float32(_NOWHERE))
        own = columns.get(question.slug)
        if own is not None and question.slug in published:
            kept[own] = row[own]
        yield kept
