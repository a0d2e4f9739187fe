"""Around a fit: what it is fitted on, one at a time, told how far it is. The fit itself: test_signals_command."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from embeddings.encoders.bundled import BundledEncoder
from knowledge.signals.learning.errors import LearningBusy, NothingToLearn, ShippedUnusable
from knowledge.signals.learning.learning import OWN_FILE, Learning, lay_out
from knowledge.signals.learning.progress import Stage
from knowledge.signals.learning.regression import RegressionSet
from knowledge.signals.learning.shelf import FitShelf
from knowledge.signals.own.model import OwnSentence, State, Subject
from tests.knowledge.signals.learning.fits import NOW, tiny_data

SET = RegressionSet.load()
SMALL = RegressionSet(
    {subject: SET.held_out[subject][::12] for subject in Subject},
    {subject: SET.known[subject][:2] for subject in Subject},
)


def sentence(number: int, text: str, label: str, kind: str, subject: Subject = Subject.REFLEX) -> OwnSentence:
    return OwnSentence(number, subject, text, label, kind, State.ACCEPTED, NOW, "p-1", NOW, "p-2")


OWN = (
    sentence(3, "zet deze mensen op een ander bordje", "escalatiereflex", "overdragen"),
    sentence(7, "ik bel de ouders morgen weer op", "geen-escalatiereflex", "betrokken-blijven"),
)


@pytest.fixture(scope="module")
def learning(tmp_path_factory: pytest.TempPathFactory) -> Learning:
    home = tmp_path_factory.mktemp("learning")
    encoder = BundledEncoder()
    shelf = FitShelf(home / "data" / "signals", tiny_data(home / "tiny"))
    return Learning(shelf, SMALL, encoder.encode_queries, encoder.encode_queries, now=lambda: NOW)


def test_nothing_to_learn_is_told(learning: Learning) -> None:
    with pytest.raises(NothingToLearn):
        learning.learn(())
    told = learning.progress.read()
    assert told is not None
    assert (told.stage, told.failure) == (Stage.FAILED, "NothingToLearn")


def test_two_do_not_learn_at_once(learning: Learning) -> None:
    with learning.progress.alone(), pytest.raises(LearningBusy):
        learning.measure()


def test_without_shipped_weights_nothing_is_measured(learning: Learning, tmp_path: Path) -> None:
    data = tiny_data(tmp_path / "tiny")
    (data / "danger" / "niveau.npz").unlink()
    with pytest.raises(ShippedUnusable, match=r"niveau\.npz"):
        replace(learning, shelf=FitShelf(tmp_path / "signals", data)).measure()


def test_measuring_keeps_the_figures(learning: Learning) -> None:
    measured = learning.measure()
    assert learning.shelf.shipped() == measured
    assert measured.at - NOW < timedelta(seconds=1)
    assert [len(part["with_vector"]) for part in measured.held_out.values()] == [
        len(items) for items in SMALL.held_out.values()
    ]


def test_own_sentences_stand_beside_shipped_ones(learning: Learning, tmp_path: Path) -> None:
    both = (*OWN, sentence(9, "hij zwaait met een riek", "acuut", "geweld", Subject.DANGER))
    data = lay_out(tmp_path, learning.shelf.data, both)
    for subject, count in (("reflex", 2), ("danger", 1)):
        assert len((data / subject / OWN_FILE).read_text(encoding="utf-8").splitlines()) == count
    assert (data.parent.parent / "content" / "top-3").is_dir()
    assert (data / "reflex" / "zinnen.jsonl").exists()
