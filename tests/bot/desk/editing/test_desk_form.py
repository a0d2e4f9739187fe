"""The form of the editor and the buttons of its rows, without a browser."""

from dataclasses import replace

import pytest
from hypothesis import given
from starlette.datastructures import FormData

from bot.desk.editing.acts import apply, relate
from bot.desk.editing.form import Typed, read_form, to_pairs
from bot.desk.editing.naming import anchor, is_day
from knowledge.editing.fields import Fields, Layout, Row
from knowledge.editing.reading import fields_of
from knowledge.entries.loader import load_content
from knowledge.entries.model import Entry
from knowledge.exchange.markdown import to_markdown
from knowledge.review.model import DraftText
from tests.knowledge.exchange.test_round_trip import entries

SHIPPED = load_content().entries


def fields(entry: Entry) -> Fields:
    found = fields_of(DraftText(*to_markdown(entry)))
    assert found is not None
    return found


def through(given: Fields) -> Fields:
    """What a browser sends back for these fields: it makes CRLF of every line end in a text area."""
    pairs = [(name, value.replace("\n", "\r\n")) for name, value in to_pairs(given)]
    typed = read_form("x", FormData(pairs))
    assert typed.fields is not None
    return typed.fields


def no_twins(entry: Entry) -> bool:
    """A list of choices has each value once."""
    marks = [s.mark.sources for part in (entry.short, entry.more, entry.to_check) for p in part for s in p.sentences]
    return all(len(set(names)) == len(names) for names in (entry.expertise, entry.related, entry.call_first, *marks))


@given(entries().filter(no_twins))
def test_the_form_keeps_every_field(entry: Entry) -> None:
    assert through(fields(entry)) == fields(entry)


@pytest.mark.parametrize("slug", sorted(SHIPPED)[::8])
def test_the_form_keeps_what_ships(slug: str) -> None:
    assert through(fields(SHIPPED[slug])) == fields(SHIPPED[slug])


SOME = replace(
    fields(SHIPPED["mdo-voorbereiden"]),
    short=(Row("Een."), Row("Twee.", Layout.SENTENCE, ("B17",)), Row("Drie.", Layout.BULLET)),
    reflection=("Wat?", "Wie?"),
)


@pytest.mark.parametrize(
    ("act", "texts", "focus"),
    [
        ("omhoog:kort:1", ["Twee.", "Een.", "Drie."], "kort.0"),
        ("omlaag:kort:1", ["Een.", "Drie.", "Twee."], "kort.2"),
        ("omhoog:kort:0", ["Een.", "Twee.", "Drie."], "kort.0"),
        ("omlaag:kort:2", ["Een.", "Twee.", "Drie."], "kort.2"),
        ("weg:kort:1", ["Een.", "Drie."], "kort.0"),
        ("weg:kort:9", ["Een.", "Twee.", "Drie."], "kort.2"),
        ("erbij:kort", ["Een.", "Twee.", "Drie.", ""], "kort.3"),
    ],
)
def test_buttons_of_a_row(act: str, texts: list[str], focus: str) -> None:
    changed = apply(act, SOME)
    assert changed is not None
    assert [row.text for row in changed.fields.short] == texts
    assert changed.focus == focus


def test_a_new_row_goes_on_as_the_one_before() -> None:
    assert apply("erbij:kort", SOME).fields.short[-1].layout is Layout.BULLET  # type: ignore[union-attr]
    assert apply("erbij:meer", replace(SOME, more=())).fields.more[-1].layout is Layout.PARAGRAPH  # type: ignore[union-attr]
    assert apply("omlaag:begrijpen:0", SOME).fields.reflection == ("Wie?", "Wat?")  # type: ignore[union-attr]
    assert apply("bron:kort:1", SOME).extra == "kort.1"  # type: ignore[union-attr]


@pytest.mark.parametrize("act", ["bewaren", "", "weg", "weg:titel:1", "gooi:kort:1", "__class__:kort:0"])
def test_other_buttons_are_not_of_a_row(act: str) -> None:
    assert apply(act, SOME) is None


def test_a_related_entry_by_title_or_slug() -> None:
    titles = {"drie-huizen": "De drie huizen"}
    for wanted in ("de DRIE huizen", "drie-huizen"):
        added = relate(Typed(SOME, DraftText(""), related=wanted), titles)
        assert added is not None
        assert added.fields is not None
        assert added.fields.related[-1] == "drie-huizen"
        assert added.related == ""
    assert relate(Typed(SOME, DraftText(""), related="bestaat niet"), titles) is None


def test_a_form_that_was_tampered_with() -> None:
    """Strange numbers, shapes and sizes are left out or cut, and break nothing."""
    typed = read_form(
        "x",
        FormData(
            [
                ("kort.x.tekst", "a"),
                ("kort.-1.tekst", "b"),
                ("kort.²2.tekst", "c"),
                ("kort.3.tekst", "Eén zin."),
                ("kort.3.vorm", "<script>"),
                ("kort.3.afgeleid", "ja"),
                ("kort.3.bron", "algemeen"),
                ("revisie", "9" * 40),
                ("versie", "-4"),
                ("titel", "x\r\ny\u2028z"),
            ]
        ),
    )
    assert typed.fields is not None
    assert typed.fields.short == (Row("Eén zin.", Layout.PARAGRAPH),)
    assert (typed.revision, typed.onto) == (0, None)
    assert typed.fields.title == "x y z"


def test_where_fields_stand() -> None:
    assert [anchor(name) for name in ("kort", "kort.2", "titel")] == ["deel-kort", "kort-2", "titel"]
    assert [is_day(text) for text in ("2027-01-31", "", "2027-02-30", "20270131", "morgen")] == [
        True,
        True,
        False,
        False,
        False,
    ]
