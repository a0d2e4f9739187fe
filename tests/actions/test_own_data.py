"""/mijngegevens and /vergeetmij: everything is shown, in words, and everything goes."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from actions.rendering.own_data import KINDS, OTHER, OwnData
from actions.rendering.own_rows import RowWords
from actions.vocabulary import FORGOTTEN, OutboundMessage
from knowledge.messages.catalogue import load_catalogue
from knowledge.store import OutboxStore, Outgoing, PersonalData, RetentionSettings
from knowledge.store.entries import EntryStore
from knowledge.store.personal import PERSONAL_TABLES

CATALOGUE = load_catalogue()
ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 22, 9, 15, tzinfo=UTC)
PERSON = "test:1"
OPEN_QUESTION = "hoe maak ik een xylofoongrafiek in powerpoint"


def own_data(retention: RetentionSettings | None = None) -> OwnData:
    titles = lambda slug: f"Titel van {slug}" if slug != "weg" else None  # noqa: E731
    words = RowWords(CATALOGUE, titles, {"a1": "Team Noord"}.get, {"lvb": "kennis van LVB"}, lambda moment: moment)
    return OwnData(words, retention or RetentionSettings(), NOW)


async def traces(say, assembly) -> None:
    """Something of every kind that exists in a private chat."""
    await say(OPEN_QUESTION)
    answer = await say("wat betekent een 0 en een 10 op de schaalvraag?")
    wrong = next(button.payload for button in answer.messages[-1].buttons if button.label == "Klopt niet")
    await say("", wrong)
    envelope = {"calls": [{"kind": "text", "html": "<b>Je</b> beurt &amp; vraag"}]}
    OutboxStore(assembly.database).queue(Outgoing("later", PERSON, envelope, person=PERSON), NOW)
    written = EntryStore(assembly.database).propose("nieuw", {"title": "Nieuwe kaart"}, "hash", PERSON, NOW)
    EntryStore(assembly.database).reject(written.version_id, PERSON, NOW)


async def test_all_that_is_kept_comes_as_a_readable_file(say, assembly) -> None:
    await traces(say, assembly)
    reply = await say("/mijngegevens")
    file = reply.messages[0].attachment
    assert file is not None
    assert file.name.startswith("mijn-gegevens-")
    assert file.name.endswith(".md")
    for part in (
        "# Wat er van jou bewaard is",
        "xylofoongrafiek",
        '"Klopt niet" bij de kaart "De schaalvraag 0-10"',
        "Je beurt & vraag",
        'versie 1 van de kaart "Nieuwe kaart" geschreven',
        "hoogstens 90 dagen",
        "staat klaar om te versturen",
        "Jouw kenmerk: p-",
    ):
        assert part in file.text, part
    assert "{" not in file.text
    assert "null" not in file.text
    assert "<b>" not in file.text
    assert "- Vragen" not in file.text


async def test_every_row_of_the_export_has_a_line(say, assembly) -> None:
    await traces(say, assembly)
    rows = assembly.house.recorder.own_data(PERSON)
    assert set(rows) == set(PersonalData(assembly.database).export(PERSON))
    words = own_data().words
    for table, found in rows.items():
        if table != "conversation_event":
            assert len(words.lines(table, found)) >= len(found), table


async def test_somebody_of_whom_nothing_is_kept_hears_so(say) -> None:
    reply = await say("/mijngegevens")
    assert "Er is niets van jou bewaard" in reply.text
    assert "Er is niets van jou bewaard" in reply.messages[0].attachment.text
    assert reply.messages[0].buttons == ()


async def test_own_data_travels_as_json(say, assembly) -> None:
    await traces(say, assembly)
    message = (await say("/mijngegevens")).messages[0]
    assert OutboundMessage.from_json(json.loads(json.dumps(message.to_json()))) == message


def test_every_kind_and_table_has_its_texts() -> None:
    known = {table for kind in KINDS for table in kind.tables}
    assert set(PERSONAL_TABLES) <= known
    for name in (*(kind.name for kind in KINDS), OTHER):
        texts = CATALOGUE.section(f"own.kinds.{name}")
        assert {"title", "why"} <= set(texts)
    assert all(kind.days or "kept" in CATALOGUE.section(f"own.kinds.{kind.name}") for kind in KINDS)
    assert all(hasattr(RetentionSettings(), kind.days) for kind in KINDS if kind.days)


def test_a_table_that_nobody_worded_is_still_told() -> None:
    text = own_data().file(PERSON, {"nieuwe_tabel": [{"id": 3, "person": PERSON, "kleur_keuze": "blauw"}]})
    assert "## Overige gegevens" in text
    assert "kleur keuze: blauw" in text
    assert own_data().counts({"nieuwe_tabel": 1}) == {"Overige gegevens": 1}


def test_what_waits_for_an_answer_is_told_with_its_question() -> None:
    slots = {
        "pending": {"question": "is dat veilig", "kind": "choice"},
        "last_entries": [["drie-huizen", 0.9], ["weg", 0.1]],
    }
    row = {"slots": json.dumps(slots), "updated_at": "2026-11-22T09:00:00.000000+00:00"}
    text = own_data().file(PERSON, {"conversation": [row]})
    assert "22 november 2026 om 09:00" in text
    assert '"is dat veilig"' in text
    assert "Titel van drie-huizen; een kaart die er niet meer is" in text


def test_every_act_in_the_audit_log_has_a_name() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "knowledge" / "store").glob("*.py"))
    acts = set(re.findall(r'record\(\s*sql,\s*\w+,\s*"(\w+)"', written)) | {"set_zero_goal", "set_remind_after_hours"}
    assert len(acts) > 10
    assert acts - set(CATALOGUE.section("own.audit")) == set()


def test_a_membership_is_told_in_words() -> None:
    row = {
        "team": "a1",
        "person": PERSON,
        "role": "team_lead",
        "display_name": "Mila",
        "organisation": "",
        "expertise": '["lvb"]',
        "joined_at": "2026-11-22T09:00:00+00:00",
    }
    text = own_data().file(PERSON, {"team_member": [row]})
    assert "lid van Team Noord als teamleider. Naam: Mila." in text
    assert "Organisatie: nog niet ingevuld. Expertise: kennis van LVB." in text


def test_what_was_put_before_the_team_is_told_in_words() -> None:
    at = "2026-11-22T09:00:00+00:00"
    case = {"number": "2026-014", "team": "Team Noord", "status": "closed", "created_at": at, "facts": "vader is boos"}
    more = {"scale": 4, "worries": None, "expertise": '["lvb"]', "decided": "morgen bellen", "idea": 0}
    lines = own_data().words.lines("consultation", [{**case, **more}])
    assert lines == [
        "22 november 2026 om 09:00: overleg 2026-014 in Team Noord (afgerond).",
        "Wat je zag of hoorde: vader is boos",
        "Je cijfer (0 tot 10): 4",
        "Gevraagde expertise: kennis van LVB",
        "Wat je besloot: morgen bellen",
    ]
    thought = {"number": "2026-014", "team": "Team Noord", "kind": "reply", "text": "wat zegt het kind", "at": at}
    assert own_data().words.lines("contribution", [thought, {**thought, "kind": "think_along", "text": None}]) == [
        '22 november 2026 om 09:00: geantwoord bij overleg 2026-014 in Team Noord: "wat zegt het kind"',
        "22 november 2026 om 09:00: meegedacht bij overleg 2026-014 in Team Noord.",
    ]


def test_what_was_done_with_a_team_is_told_in_words() -> None:
    at = "2026-11-22T09:00:00+00:00"
    rows = [
        {"at": at, "action": "invite", "subject": "team:a1", "details": "{}"},
        {"at": at, "action": "set_role", "subject": "member:p-1", "details": "{}"},
        {"at": at, "action": "publish", "subject": "entry:drie-huizen", "details": "{}"},
    ]
    assert own_data().words.lines("audit", rows) == [
        "22 november 2026 om 09:00: iemand uitgenodigd (Team Noord).",
        "22 november 2026 om 09:00: rol veranderd (lid van een team).",
        "22 november 2026 om 09:00: gepubliceerd (kaart: Titel van drie-huizen).",
    ]
    invitation = {"team": "weg", "role": "trainer", "expires_at": at, "uses_left": 1}
    assert "team dat er niet meer is als trainer" in own_data().words.lines("invitation", [invitation])[0]


def test_events_are_counted_by_the_minute() -> None:
    rows = [{"happened_at": f"2026-11-22T09:0{minute}:00.000000+00:00"} for minute in (1, 1, 2)]
    assert own_data().words.lines("conversation_event", rows) == [
        "22 november 2026 om 09:01: 2 keer bijgewerkt waar we waren.",
        "22 november 2026 om 09:02: 1 keer bijgewerkt waar we waren.",
    ]


def test_the_file_says_how_long_things_stay_as_configured() -> None:
    row = {"kind": "helpful", "given_at": "2026-11-22T09:00:00+00:00", "redacted_note": None, "title": "Kaart"}
    assert "hoogstens 12 dagen" in own_data(RetentionSettings(feedback_person_days=12)).file(
        PERSON, {"feedback": [row]}
    )


async def test_forgetting_asks_first_and_says_what_goes_and_stays(say, assembly) -> None:
    await traces(say, assembly)
    question = await say("/vergeetmij")
    assert [(b.payload, b.owner) for b in question.messages[0].buttons] == [
        ("/vergeetmij ja", True),
        ("/vergeetmij nee", True),
    ]
    for part in ("[verwijderd]", "Telegram", "reservekopieën", "kenmerk", "oordelen"):
        assert part in question.text
    assert PersonalData(assembly.database).export(PERSON)


@pytest.mark.parametrize("way", [("ja", None), ("", "/vergeetmij ja"), ("Ja!", None)])
async def test_forgetting_removes_everything_and_says_so(say, assembly, way) -> None:
    await traces(say, assembly)
    await say("/vergeetmij")
    done = await say(*way)
    assert done.decision.reason == FORGOTTEN
    assert PersonalData(assembly.database).export(PERSON) == {}
    assert "vragen die klaarstaan voor de teamleider (1)" in done.text
    assert "kenmerk dat nu naar niemand meer leidt" in done.text
    assert "Er is niets van jou bewaard" in (await say("/mijngegevens")).text


@pytest.mark.parametrize("way", [("nee", None), ("", "/vergeetmij nee"), ("weet ik niet", None)])
async def test_no_and_doubt_leave_everything(say, assembly, way) -> None:
    await traces(say, assembly)
    await say("/vergeetmij")
    assert "niets verwijderd" in (await say(*way)).text
    assert "unanswered_question" in PersonalData(assembly.database).export(PERSON)
    assert (await say("ja")).decision.reason != FORGOTTEN, "the question is gone"


async def test_danger_is_never_taken_for_a_yes(say, assembly) -> None:
    await traces(say, assembly)
    await say("/vergeetmij")
    await say("hij slaat haar nu")
    await say("help")
    assert "unanswered_question" in PersonalData(assembly.database).export(PERSON)


async def test_another_question_is_answered_and_forgets_nothing(say, assembly) -> None:
    await traces(say, assembly)
    await say("/vergeetmij")
    answer = await say("wat betekent een 0 en een 10 op de schaalvraag?")
    assert answer.decision.entries[0].slug == "schaalvraag-0-10"
    assert "unanswered_question" in PersonalData(assembly.database).export(PERSON)


async def test_forgetting_when_nothing_is_kept(say) -> None:
    assert "Er was niets van jou bewaard" in (await say("", "/vergeetmij ja")).text
