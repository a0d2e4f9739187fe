"""Problems stand at the sentence they are about, and all of them at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from knowledge.editing.checking import FieldsChecked, check_fields
from knowledge.editing.fields import Asked, Fields, Layout, Row
from knowledge.editing.personal import personal_types
from knowledge.editing.reading import fields_of
from knowledge.entries.loader import load_content
from knowledge.exchange.markdown import to_markdown
from knowledge.language.check import LanguageCheck
from knowledge.review.checking import Surroundings, check
from knowledge.review.curated import OWN_NAME
from knowledge.review.model import DraftText
from knowledge.review.neighbours import Neighbours, Traits
from knowledge.signals.privacy.detector import PersonalDataDetector
from knowledge.signals.privacy.model import PersonalDataType

CONTENT = load_content()
SLUG = "mdo-voorbereiden"
SOUND = fields_of(DraftText(*to_markdown(CONTENT.entries[SLUG])))


@pytest.fixture(scope="module")
def checked() -> Callable[[Fields], FieldsChecked]:
    others = {slug: entry for slug, entry in CONTENT.entries.items() if slug != SLUG}
    near = Neighbours.of(others.values())
    around = Surroundings(CONTENT.references, others, frozenset(), date(2026, 11, 22), LanguageCheck.load(), near)
    return lambda fields: check_fields(SLUG, fields, lambda text: check(SLUG, text, around))


def places(found: FieldsChecked) -> set[tuple[str, str]]:
    return {(placed.place, placed.problem.key) for placed in found.problems if placed.is_error}


def test_a_sound_entry_has_no_errors(checked: Callable[[Fields], FieldsChecked]) -> None:
    assert SOUND is not None
    found = checked(SOUND)
    assert found.errors == 0
    assert found.entry is not None
    assert not found.partial


def test_every_sentence_gets_its_own_problem(checked: Callable[[Fields], FieldsChecked]) -> None:
    assert SOUND is not None
    broken = replace(
        SOUND,
        short=(
            Row("Dit is goed."),
            Row("Dit zijn er twee. En dit ook.", Layout.SENTENCE),
            Row("Een haak [hier] kan niet."),
            Row("Zonder bron.", marked=False),
        ),
        reflection=("Geen vraag", "Wel een vraag?"),
        related=("bestaat-niet",),
        asked=(Asked("raar", ("iets",)),),
    )
    found = checked(broken)
    expected = {
        ("kort.1", "row_sentences"),
        ("kort.2", "row_brackets"),
        ("kort.3", "row_source"),
        ("begrijpen.0", "question_only"),
    }
    assert places(found) >= expected
    assert ("vragen.0", "style_unknown") in places(found)
    assert found.partial


def test_what_is_sound_is_shown_meanwhile(checked: Callable[[Fields], FieldsChecked]) -> None:
    assert SOUND is not None
    found = checked(replace(SOUND, short=(Row("Dit is goed."), Row("Half [", Layout.SENTENCE), Row("A. B."))))
    assert found.entry is not None
    assert "Dit is goed." in found.entry.short_text
    assert "A. B." not in found.entry.short_text
    assert found.partial


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"title": "x"}, "titel"),
        ({"expires_on": "2020-01-01"}, "vervalt_op"),
        ({"reviewed_on": "2027-02-30"}, "beoordeeld_op"),
        ({"theme": "geen-thema"}, "thema"),
        ({"expertise": ("wichelroede",)}, "expertise"),
        ({"related": (SLUG,)}, "verwant"),
        ({"call_first": ("112",)}, "bel_eerst"),
        ({"short": ()}, "kort"),
        ({"short": (Row("woord " * 120 + "."),)}, "kort"),
        ({"short": (Row("Bel {lokaal:achterwacht}."),)}, "kort"),
        ({"urgency": "urgent"}, "begrijpen"),
        ({"urgency": "heel erg"}, "urgentie"),
    ],
)
def test_problems_of_other_fields(
    checked: Callable[[Fields], FieldsChecked], change: dict[str, object], place: str
) -> None:
    assert SOUND is not None
    fields = replace(SOUND, **change)  # type: ignore[arg-type]
    assert place in {at for at, _ in places(checked(fields))}


def test_a_duplicate_is_reported_at_kort(checked: Callable[[Fields], FieldsChecked]) -> None:
    assert SOUND is not None
    other = CONTENT.entries["drie-huizen"] if "drie-huizen" in CONTENT.entries else next(iter(CONTENT.entries.values()))
    copy = fields_of(DraftText(*to_markdown(other)))
    assert copy is not None
    found = checked(replace(copy, asked=()))
    assert ("kort", "near_duplicate") in {(placed.place, placed.problem.key) for placed in found.problems}


def test_errors_come_first(checked: Callable[[Fields], FieldsChecked]) -> None:
    assert SOUND is not None
    found = checked(replace(SOUND, short=(*SOUND.short, Row("Zonder bron.", marked=False)), to_check=()))
    order = [placed.is_error for placed in found.problems]
    assert all(before >= after for before, after in pairwise(order))


def test_personal_data_by_kind_only() -> None:
    privacy, known = (
        PersonalDataDetector.load(),
        frozenset().union(*(Traits.of(entry).words for entry in CONTENT.entries.values())) | {OWN_NAME},
    )
    assert PersonalDataType.TELEFOON in personal_types("Bel haar op 06-12345678.", privacy, known)
    assert personal_types("Bel Veilig Thuis: 0800-2000.", privacy, known) == ()
    shown = [s.text for e in CONTENT.entries.values() for p in e.short for s in p.sentences]
    assert not [text for text in shown if personal_types(text, privacy, known)]
