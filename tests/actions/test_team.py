"""The roster in the chat: joining, the profile, the page of a team, and what a lead does."""

import re
from pathlib import Path

import pytest

from actions.rasa.team_base import REFUSALS
from actions.steps.deep_links import token_for
from actions.vocabulary import LONGEST_PAYLOAD
from knowledge.entries.loader import load_content
from knowledge.messages.catalogue import load_catalogue
from knowledge.roster.roles import Role
from knowledge.store import OPERATOR
from tests.actions.team_setup import LEAD, MILA, NOW, SAM, join, labels

ROOT = Path(__file__).parents[2]
QUESTION = "wat betekent een 0 en een 10 op de schaalvraag?"
SAFETY_LINE = "Nu gevaar? Bel 112. Twijfel? Veilig Thuis 0800-2000."
NO_ORGANISATION = (
    QUESTION,
    "hoe werkt de schaalvraag",
    "ik wil een gezin overdragen",
    "een twee drie vier vijf zes zeven",
)


async def test_joining_through_a_link_asks_organisation_and_expertise(say, roster, team) -> None:
    code = roster.invite(team, Role.TRAINER, NOW, actor=LEAD)
    joined = await say("", f"/start uitnodiging_{code}", conversation="test:9", name="Noor")
    assert "Welkom in Team Noord. Je doet mee als trainer" in joined.text
    assert "Bij welke organisatie" in joined.text
    noted = await say("Blijf Groep", conversation="test:9")
    assert "je werkt bij Blijf Groep" in noted.text
    toggled = await say("", labels(noted)["collega met kennis van LVB"], conversation="test:9")
    assert "✓ collega met kennis van LVB" in labels(toggled)
    await say("", labels(toggled)["gedragswetenschapper"], conversation="test:9")
    off = await say("", "/expertise lvb uit", conversation="test:9")
    assert "collega met kennis van LVB" in labels(off)
    assert "Klaar" in (await say("", labels(off)["Klaar"], conversation="test:9")).text
    member = roster.member(team, "test:9")
    assert (member.name, member.organisation, member.expertise) == ("Noor", "Blijf Groep", ("gedragswetenschapper",))


async def test_the_questions_after_joining_may_be_skipped(say, roster, team) -> None:
    code = roster.invite(team, Role.PROFESSIONAL, NOW, actor=LEAD)
    joined = await say(f"/meedoen {code}", conversation="test:9", name="Noor")
    await say("", labels(joined)["Overslaan"], conversation="test:9")
    answer = await say("schaalvraag", conversation="test:9")
    assert "werkt bij" not in answer.text
    assert roster.member(team, "test:9").organisation == ""


@pytest.mark.parametrize("typed", NO_ORGANISATION)
async def test_a_question_is_not_taken_for_an_organisation(say, roster, team, typed: str) -> None:
    await say("/organisatie")
    await say(typed)
    assert roster.member(team, LEAD).organisation == ""


async def test_an_organisation_with_a_name_of_a_person_is_not_kept(say, roster, team) -> None:
    await say("/organisatie")
    refused = await say("praktijk Samira el Idrissi")
    assert "niet bewaard" in refused.text
    assert "Samira" not in refused.text
    assert roster.member(team, LEAD).organisation == ""
    await say("Praktijk Zuid")
    assert roster.member(team, LEAD).organisation == "Praktijk Zuid"


async def test_a_code_that_does_not_work_is_explained(say, roster, team) -> None:
    unknown = await say("/meedoen nergens")
    assert "ken ik niet" in unknown.text
    assert unknown.text.endswith(SAFETY_LINE)
    code = roster.invite(team, Role.PROFESSIONAL, NOW, actor=LEAD)
    await say(f"/meedoen {code}", conversation="test:8")
    assert "al gebruikt" in (await say(f"/meedoen {code}", conversation="test:9")).text
    assert "typ de code" in (await say("/meedoen")).text


async def test_an_invitation_is_used_in_private_only(say, roster, team) -> None:
    code = roster.invite(team, Role.PROFESSIONAL, NOW, actor=LEAD)
    reply = await say(f"/meedoen {code}", conversation="test:9", private=False)
    assert roster.member(team, "test:9") is None
    (button,) = reply.messages[0].buttons
    assert token_for(button.payload) == f"uitnodiging_{code}"


async def test_the_team_page_shows_who_knows_what_and_what_is_missing(say, team) -> None:
    reply = await say("/team", conversation=MILA)
    assert "Noord (3)" in reply.text
    assert "• gedragswetenschapper: Mila" in reply.text
    assert "Nog zonder expertise: Lot; Sam" in reply.text
    assert "Nog niet in dit team: collega met kennis van LVB" in reply.text
    assert set(labels(reply)) == {"Mijn profiel"}
    assert set(labels(await say("/team"))) == {"Mijn profiel", "Iemand uitnodigen", "Leden beheren"}


async def test_who_is_in_no_team_sees_none(say, team) -> None:
    for command in ("/team", "/profiel", "/expertise", "/organisatie"):
        assert "Je hoort nog bij geen team" in (await say(command, conversation="test:9")).text
    assert "Alleen" not in (await say("/team", conversation="test:9")).text


async def test_a_lead_invites_with_a_message_to_pass_on(say, roster, team) -> None:
    roles = await say("", labels(await say("/team"))["Iemand uitnodigen"])
    made = await say("", labels(roles)["professional"])
    assert len(made.messages) == 2
    code = made.messages[1].text.split()[-1]
    assert roster.redeem(code, "test:9", "Noor", NOW).team_id == team
    for typed in ("/uitnodigen", "/leden", f"/uitnodigen {team} admin"):
        refused = await say(typed, conversation=MILA)
        assert "alleen een teamleider" in refused.text
    assert "als wat?" in (await say(f"/uitnodigen {team} admin")).text


async def test_a_lead_gives_roles_and_removes_after_asking(say, roster, team) -> None:
    members = await say("", labels(await say("/team"))["Leden beheren"])
    sam = labels(members)["Sam"]
    shown = await say("", sam)
    await say("", labels(shown)["Maak trainer"])
    assert roster.member(team, SAM).role is Role.TRAINER
    sure = await say("", labels(await say("", sam))["Verwijder uit het team"])
    assert roster.member(team, SAM) is not None
    await say("", labels(sure)["Ja"])
    assert roster.member(team, SAM) is None
    assert "niet (meer) in het team" in (await say("", sam)).text


async def test_nobody_else_touches_members(say, roster, team) -> None:
    for payload in (f"/lid {team} {SAM}", f"/rol {team} {SAM} team_lead", f"/eruit {team} {SAM} ja"):
        assert "alleen een teamleider" in (await say("", payload, conversation=MILA)).text
        assert "alleen een teamleider" in (await say("", payload, conversation="test:9")).text
    assert roster.member(team, SAM).role is Role.PROFESSIONAL


async def test_the_last_lead_stays(say, roster, team) -> None:
    assert "laatste teamleider" in (await say("", f"/verlaat {team} ja")).text
    assert "laatste teamleider" in (await say("", f"/rol {team} {LEAD} professional")).text
    assert roster.member(team, LEAD).role is Role.TEAM_LEAD


async def test_leaving_asks_first(say, roster, team) -> None:
    profile = await say("/profiel", conversation=SAM)
    sure = await say("", labels(profile)["Uit Team Noord gaan"], conversation=SAM)
    assert roster.member(team, SAM) is not None
    assert "Je bent uit Team Noord" in (await say("", labels(sure)["Ja"], conversation=SAM)).text
    assert roster.member(team, SAM) is None


async def test_with_several_teams_it_asks_which(say, roster, team) -> None:
    zuid = roster.create_team("Team Zuid", NOW, actor=OPERATOR).team_id
    join(roster, zuid, LEAD, "Lot", Role.TEAM_LEAD)
    asked = await say("/team")
    assert set(labels(asked)) == {"Team Noord", "Team Zuid"}
    assert "Team Zuid (1)" in (await say("", labels(asked)["Team Zuid"])).text
    assert set(labels(await say("/uitnodigen"))) == {"Team Noord", "Team Zuid"}


def test_every_expertise_fits_in_a_button() -> None:
    for key in load_content().references.expertise:
        assert len(f"/expertise {key} aan".encode()) <= LONGEST_PAYLOAD


def test_every_text_about_teams_exists_and_is_used() -> None:
    catalogue = load_catalogue()
    sources = {path: path.read_text(encoding="utf-8") for path in (ROOT / "actions").rglob("*.py")}
    about_teams = "".join(source for path, source in sources.items() if path.name.startswith("team_"))
    used = set(re.findall(r'plain\(\s*"(\w+)"', about_teams))
    used |= set(re.findall(r'"roster\.(\w+)"', "".join(sources.values())))
    used |= {"none", "none_here", "unlinked", "was_not_linked"}
    assert used - {"roles", "refused"} == set(catalogue.section("roster"))
    assert set(REFUSALS.values()) == set(catalogue.section("roster.refused"))
    assert {role.value for role in Role} == set(catalogue.section("roster.roles"))
