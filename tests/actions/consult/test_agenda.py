"""The agenda and the summaries: who sees what and where, every state of the list, and the files."""

import sys
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from actions.house import House
from actions.rasa.agenda_summary import ActionSummary
from actions.steps.commands import Command, action_of
from actions.steps.deep_links import payload_of, token_for
from actions.turn import State, Turn
from actions.vocabulary import Reply
from knowledge.consultations import Consultation, ContributionKind, Draft
from knowledge.roster.roles import Role
from knowledge.store import OPERATOR
from tests.actions.consult.conftest import ASKER, FACTS, GROUP, LEAD, MILA, NOW, OUTSIDER, Stage, buttons

TODAY = date(2026, 3, 4)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that run across midnight, or on the last day of a month, mean the same day."""
    monkeypatch.setattr(House, "today", lambda _: TODAY)


def put(stage: Stage, question: str, *, due: date | None = None, team: str = "", asker: str = ASKER) -> Consultation:
    """A consultation on the agenda."""
    store = stage.consultations
    draft = Draft(team or stage.team, asker, FACTS, question, worries="Zorg.", scale=4, expertise=("lvb",), due=due)
    made = store.open(draft, NOW, f"test:{question}")
    return store.to_agenda(made.consultation_id, asker, on=True)


def other_team(stage: Stage, *people: str) -> str:
    team = stage.roster.create_team("Zuid", NOW, actor=OPERATOR).team_id
    for person in people:
        stage.roster.redeem(stage.roster.invite(team, Role.PROFESSIONAL, NOW, actor=OPERATOR), person, "Ada", NOW)
    return team


def files(reply: Reply) -> dict[str, bytes]:
    return {shown.attachment.name: shown.attachment.content for shown in reply.messages if shown.attachment}


def order(reply: Reply, *words: str) -> list[str]:
    return sorted(words, key=reply.text.index)


@pytest.mark.parametrize(
    ("argument", "action"),
    [
        ("", "action_agenda"),
        ("pagina 2", "action_agenda"),
        ("17", "action_consult_case"),
        ("17 af", "action_consult_case"),
    ],
)
def test_a_number_means_one_consultation(argument: str, action: str) -> None:
    assert action_of(Command("agenda", argument)) == action


@pytest.mark.parametrize("payload", ["/agenda", "/samenvatting 17", "/samenvatting agenda-0123abcd"])
def test_links_out_of_the_group_lead_back(payload: str) -> None:
    assert payload_of(token_for(payload)) == payload


async def test_what_is_due_first_stands_first_with_what_the_card_shows(stage: Stage) -> None:
    late = put(stage, "Vraag Laat", due=TODAY - timedelta(days=1))
    put(stage, "Vraag Ooit")
    soon = put(stage, "Vraag Straks", due=TODAY + timedelta(days=3))
    stage.consultations.contribute(soon.consultation_id, MILA, ContributionKind.REPLY, "Ja.", NOW, "k")
    stage.consultations.open(Draft(stage.team, MILA, "x", "Niet op de lijst"), NOW, "test:open")
    for reply in (await stage.say("/agenda", person=MILA), await stage.in_group("/agenda")):
        assert order(reply, "Vraag Ooit", "Vraag Straks", "Vraag Laat") == ["Vraag Laat", "Vraag Straks", "Vraag Ooit"]
        assert "die dag is voorbij" in reply.text
        assert "collega met kennis van LVB" in reply.text
        assert "Denken mee: 1" in reply.text
        assert "Ook open, maar niet op de agenda: 1." in reply.text
        assert FACTS not in reply.text
        assert buttons(reply)[f"Samenvatting {late.number}"] == f"/samenvatting {late.consultation_id}"


async def test_summaries_lead_out_of_the_group(stage: Stage) -> None:
    put(stage, "Vraag")
    (shown,) = (await stage.in_group("/agenda")).messages
    assert shown.target is None
    assert all(button.private for button in shown.buttons)


async def test_who_asked_or_leads_takes_it_off_in_private(stage: Stage) -> None:
    item = put(stage, "Vraag")
    off = f"{item.number} van de agenda"
    assert off not in buttons(await stage.say("/agenda", person=MILA))
    assert off in buttons(await stage.say("/agenda", person=LEAD))
    assert off not in buttons(await stage.in_group("/agenda", person=ASKER))
    await stage.press(off, await stage.say("/agenda"))
    empty = await stage.say("/agenda")
    assert "Er staat niets op de MDO-agenda" in empty.text
    assert "Ook open, maar niet op de agenda: 1." in empty.text
    assert buttons(empty) == {"Begin een overleg": "/overleg"}


async def test_long_agendas_have_pages(stage: Stage) -> None:
    for number in range(10):
        put(stage, f"Vraag nummer {number}")
    first = await stage.say("/agenda", person=MILA)
    assert "Vraag nummer 7" in first.text
    assert "Vraag nummer 8" not in first.text
    second = await stage.press("Volgende", first, person=MILA)
    assert "Vraag nummer 8" in second.text
    assert "Vraag nummer 7" not in second.text
    assert "Vraag nummer 9" in (await stage.say("/agenda pagina 99", person=MILA)).text


async def test_several_teams_are_told_apart_and_a_group_shows_its_own(stage: Stage) -> None:
    other = other_team(stage, MILA)
    put(stage, "Vraag van Noord")
    reply = await stage.say("/agenda", person=MILA)
    assert "Zuid: Er staat niets op de agenda." in reply.text
    put(stage, "Vraag van Zuid", team=other, asker=MILA)
    reply = await stage.say("/agenda", person=MILA)
    assert order(reply, "Zuid:", "Vraag van Zuid", "Noord:", "Vraag van Noord") == [
        "Noord:",
        "Vraag van Noord",
        "Zuid:",
        "Vraag van Zuid",
    ]
    assert "Vraag van Zuid" not in (await stage.in_group("/agenda")).text
    which = await stage.say("/samenvatting agenda", person=MILA)
    assert set(buttons(which)) == {"Noord", "Zuid"}
    pressed = await stage.press("Zuid", which, person=MILA)
    assert "MDO-agenda van Zuid" in pressed.text
    same = await stage.say(f"/samenvatting {NOW.year}-001", person=MILA)
    assert set(buttons(same)) == {"Noord", "Zuid"}, "the same number in two teams"


async def test_others_see_nothing(stage: Stage) -> None:
    item = put(stage, "Vraag")
    other_team(stage, OUTSIDER)
    stage.join("test:4", "Ina")
    stage.roster.remove(stage.team, "test:4", NOW, actor="test:4")
    for stranger in (OUTSIDER, "test:4", "test:77"):
        for asked in ("/agenda", "/samenvatting agenda", f"/samenvatting agenda-{stage.team}"):
            reply = await stage.say(asked, person=stranger)
            assert "Vraag" not in reply.text.replace("Vraag je teamleider", "")
            assert files(reply) == {}
        for asked in (f"/samenvatting {item.consultation_id}", f"/samenvatting {item.number}"):
            reply = await stage.say(asked, person=stranger)
            assert files(reply) == {}
            assert FACTS not in reply.text
        assert "niet bij een team waar jij in zit" in (await stage.in_group("/agenda", person=stranger)).text


async def test_a_summary_in_words_and_as_two_files(stage: Stage) -> None:
    item = put(stage, "Wat nu?", due=TODAY)
    reply = await stage.say(f"/samenvatting {item.number}", person=MILA)
    assert "Vraag: Wat nu?" in reply.text
    assert "Cijfer: 4 van 10" in reply.text
    assert all(shown.target.chat == MILA and not shown.target.protect for shown in reply.messages), "it must print"
    made = files(reply)
    assert list(made) == [f"overleg-{item.number}.pdf", f"overleg-{item.number}.md"]
    pdf, markdown = made.values()
    (page,) = PdfReader(BytesIO(pdf)).pages
    assert FACTS in " ".join(page.extract_text().split())
    assert "Vertrouwelijk, zonder namen. Gemaakt op" in markdown.decode()
    assert FACTS in markdown.decode()
    assert ASKER not in markdown.decode()
    in_group = await stage.in_group(f"/samenvatting {item.consultation_id}")
    assert files(in_group) == {}
    assert [button.private for button in in_group.messages[0].buttons] == [True]


async def test_an_organisation_may_forbid_saving_it(stage: Stage) -> None:
    item = put(stage, "Wat nu?")
    strict = replace(stage.assembly.house.settings, printable_summaries=False)
    action = ActionSummary(replace(stage.assembly.house, settings=strict))
    turn = Turn("k", MILA, f"/samenvatting {item.number}", None, "none", None, (), 22, State(), chat=MILA)
    shown = action.outcome(turn).messages
    assert len(shown) > 1
    assert all(message.target.protect for message in shown)


async def test_the_whole_agenda_for_the_chair(stage: Stage) -> None:
    assert "Er staat niets" in (await stage.say("/samenvatting agenda", person=LEAD)).text
    for number in range(3):
        put(stage, f"Vraag {number}")
    reply = await stage.say("", f"/samenvatting agenda-{stage.team}", person=LEAD)
    pdf, markdown = files(reply).values()
    assert len(PdfReader(BytesIO(pdf)).pages) == 4
    assert markdown.decode().count("voor het MDO") == 3


async def test_without_the_extra_the_text_still_comes(stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog) -> None:
    item = put(stage, "Wat nu?")
    monkeypatch.setitem(sys.modules, "fpdf", None)  # what Python itself does for a module that must not be found
    monkeypatch.delitem(sys.modules, "knowledge.consultations.report.pdf", raising=False)
    for asked in (f"/samenvatting {item.consultation_id}", "/samenvatting agenda"):
        reply = await stage.say(asked, person=MILA)
        assert [name.rpartition(".")[2] for name in files(reply)] == ["md"]
        assert "pip install 'houvast[reports]'" in reply.text
    assert "houvast[reports]" in caplog.text


async def test_gone_and_wrong_numbers(stage: Stage) -> None:
    item = put(stage, "Wat nu?")
    stage.consultations.withdraw(item.consultation_id, ASKER, NOW)
    gone = await stage.say(f"/samenvatting {item.number}", person=MILA)
    assert "is verwijderd" in gone.text
    assert files(gone) == {}
    for wrong in ("", "1 2", "onzin", "9" * 30):
        assert "Van welk overleg" in (await stage.say(f"/samenvatting {wrong}".strip(), person=MILA)).text
    assert "Ik vind geen overleg 2020-001" in (await stage.say("/samenvatting 2020-001", person=MILA)).text


async def test_a_group_of_another_team_shows_nothing_of_mine(stage: Stage) -> None:
    put(stage, "Vraag van Noord")
    other = other_team(stage, LEAD)
    stage.roster.set_role(other, LEAD, Role.TEAM_LEAD, NOW, actor=OPERATOR)
    stage.roster.unlink_chat(GROUP, NOW, actor=LEAD)
    stage.roster.link_chat(GROUP, other, NOW, actor=LEAD)
    assert "niet bij een team waar jij in zit" in (await stage.in_group("/agenda")).text
    assert "Er staat niets" in (await stage.in_group("/agenda", person=LEAD)).text
