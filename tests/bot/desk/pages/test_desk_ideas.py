"""What a team learned in a consultation becomes a draft, and only its own leads see it."""

from knowledge.consultations.model import Draft
from knowledge.roster import Role
from knowledge.store import OPERATOR, ConsultationStore, RosterStore
from tests.bot.desk.conftest import LEAD, STRANGER, WORKER, Browser

LEARNED = "eerst vragen wat er al goed gaat"


def learned(lead: Browser, team: str) -> int:
    store, now = ConsultationStore(lead.desk.database), lead.desk.now()
    made = store.open(Draft(team, WORKER, "Het kind at niet.", "Wat nu?"), now, "test:idea")
    store.close(made.consultation_id, WORKER, "samen bellen", LEARNED, now)
    store.mark_idea(made.consultation_id, LEAD, True, now)
    return made.consultation_id


async def test_an_idea_becomes_a_draft(lead: Browser, team: str) -> None:
    number = learned(lead, team)
    shown = await lead.open("/vandaag")
    assert f"/nieuw?idee={number}" in shown.text
    shown = await lead.open(f"/nieuw?idee={number}")
    assert LEARNED in shown.text
    made = await lead.send("/nieuw", titel="Vraag eerst wat goed gaat", slug="vraag-eerst-wat-goed-gaat", thema="top-3")
    assert made.status_code == 200
    assert LEARNED in made.text
    assert "Geen ideeën" in (await lead.open("/vandaag")).text
    assert (await lead.open(f"/nieuw?idee={number}")).status_code == 409


async def test_another_team_does_not_see_it(lead: Browser, team: str) -> None:
    number = learned(lead, team)
    roster, now = RosterStore(lead.desk.database), lead.desk.now()
    other = roster.create_team("Team Noord", now, actor=OPERATOR).team_id
    roster.redeem(roster.invite(other, Role.TEAM_LEAD, now, actor=OPERATOR), STRANGER, "Noor Voorbeeld", now)
    stranger = Browser(lead.desk)
    await stranger.sign_in(STRANGER)
    assert "Geen ideeën" in (await stranger.open("/vandaag")).text
    refused = await stranger.open(f"/nieuw?idee={number}")
    assert refused.status_code == 409
    assert LEARNED not in refused.text
    await stranger.client.aclose()
