"""How a Top-3 is filled in: what is asked next, when a situation is finished, and changing it; no house needed."""

from hypothesis import given
from hypothesis import strategies as st

from actions.forms.top3.draft import Top3Draft, cleared, reopened, settled
from actions.forms.top3.slots import ANOTHER, DONE, KNOWN, MOST, OPEN, PARTS, REDO, SLOTS, Step

SENTENCE = "Vader gooide een stoel om."


def filled(*situations: str, **more: object) -> dict:
    done = [{"situation": text, OPEN: ""} for text in situations]
    return {**cleared(), DONE: done or None, **more}


def test_the_first_question_is_the_situation_and_the_rest_follows_in_order() -> None:
    slots = cleared()
    asked = []
    while (step := Top3Draft.of(slots).next()) is not Step.MORE:
        asked.append(step)
        slots |= settled({step.value: SENTENCE}, slots)
    assert tuple(asked) == PARTS
    assert Top3Draft.of(slots).done == ({**{part.short: SENTENCE for part in PARTS}, OPEN: ""},)


def test_what_the_sentence_says_is_not_asked_and_not_open() -> None:
    slots = cleared() | {Step.SITUATION.value: SENTENCE, KNOWN: ["who", "when", "child"]}
    assert Top3Draft.of(slots).next() is Step.HOW_OFTEN
    slots |= settled({Step.HOW_OFTEN.value: "", Step.BEFORE.value: ""}, slots)
    assert Top3Draft.of(slots).done == ({"situation": SENTENCE, OPEN: "how_often before"},)
    assert Top3Draft.of(slots).get(Step.SITUATION) is None


def test_after_three_there_is_nothing_more_to_ask() -> None:
    slots = filled("een", "twee", **{Step.MORE.value: ANOTHER, Step.SITUATION.value: "drie"})
    slots |= settled({step.value: "" for step in PARTS[1:]}, slots)
    assert len(Top3Draft.of(slots).done) == MOST
    assert Top3Draft.of(slots).next() is None


def test_fewer_than_three_is_fine() -> None:
    assert Top3Draft.of(filled("een")).next() is Step.MORE
    assert Top3Draft.of(filled("een", **{Step.MORE.value: ""})).next() is None
    assert Top3Draft.of(filled("een", **{Step.MORE.value: ANOTHER})).next() is Step.SITUATION


def test_a_changed_situation_returns_to_its_place() -> None:
    slots = filled("een", "twee", "drie")
    slots |= reopened(Top3Draft.of(slots), 1, Step.WHEN)
    assert Top3Draft.of(slots).next() is Step.WHEN
    assert Top3Draft.of(slots).number == 2
    slots |= settled({Step.WHEN.value: "op maandag", REDO: None}, slots)
    assert [one["situation"] for one in Top3Draft.of(slots).done] == ["een", "twee", "drie"]
    assert Top3Draft.of(slots).done[1]["when"] == "op maandag"
    assert Top3Draft.of(slots).next() is None


def test_back_passes_over_what_was_not_asked() -> None:
    draft = Top3Draft.of(cleared() | {Step.SITUATION.value: SENTENCE, KNOWN: ["who", "when"]})
    assert draft.before(Step.HOW_OFTEN) is Step.SITUATION
    assert draft.before(Step.SITUATION) is Step.SITUATION


@given(st.lists(st.tuples(st.sampled_from(["answer", "leave", "back", "change", "more", "show"]), st.integers(0, 5))))
def test_any_way_through_it_ends_with_at_most_three_and_loses_none(ways: list[tuple[str, int]]) -> None:
    slots = cleared()
    for way, number in ways:
        draft = Top3Draft.of(slots)
        step = draft.next()
        before = len(draft.done) + bool(draft.text(Step.SITUATION))
        if way == "answer" and step and step is not Step.MORE:
            slots |= settled({step.value: f"tekst {number}", REDO: None}, slots)
        elif way == "leave" and step and draft.text(Step.SITUATION) and step is not Step.SITUATION:
            slots |= settled({step.value: "", REDO: None}, slots)
        elif way == "back" and step in PARTS:
            slots |= {REDO: draft.before(step).value}
        elif way == "change" and draft.done and not draft.text(Step.SITUATION):
            slots |= reopened(draft, number % len(draft.done), PARTS[number])
        elif way == "more" and step is Step.MORE:
            slots |= {Step.MORE.value: ANOTHER}
        elif way == "show" and draft.done and not draft.text(Step.SITUATION):
            slots |= {Step.MORE.value: "", REDO: None}
        after = Top3Draft.of(slots)
        assert set(slots) == set(SLOTS)
        assert before <= len(after.done) + bool(after.text(Step.SITUATION)) <= MOST
        assert all(one["situation"] for one in after.done)
        assert after.next() is not None or after.done
