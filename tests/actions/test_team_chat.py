"""Teams outside the private chat: linked groups, who is named under an answer, and being forgotten."""

from actions.rendering.answer import MOST_NAMES
from knowledge.roster.roles import Role
from knowledge.store import OPERATOR
from tests.actions.team_setup import LEAD, MILA, NOW, join, labels

QUESTION = "wat betekent een 0 en een 10 op de schaalvraag?"


async def test_a_lead_links_the_group_and_takes_it_away(say, roster, team) -> None:
    group = {"private": False, "chat": "test:-7"}
    assert "alleen een teamleider" in (await say("/koppel", conversation=MILA, **group)).text
    assert "hoort nu bij Team Noord" in (await say("/koppel", **group)).text
    assert roster.chat("test:-7").team_id == team
    assert "Noord (3)" in (await say("/team", conversation=MILA, **group)).text
    assert "alleen een teamleider" in (await say("/ontkoppel", conversation=MILA, **group)).text
    assert "bij geen team meer" in (await say("/ontkoppel", **group)).text
    assert "hoorde bij geen team" in (await say("/ontkoppel", **group)).text
    assert "in de groep van je team" in (await say("/koppel")).text


async def test_a_group_of_another_team_stays_there(say, roster, team) -> None:
    zuid = roster.create_team("Team Zuid", NOW, actor=OPERATOR).team_id
    join(roster, zuid, "test:9", "Noor", Role.TEAM_LEAD)
    group = {"private": False, "chat": "test:-7"}
    await say("/koppel", conversation="test:9", **group)
    assert "hoort bij een ander team" in (await say("/koppel", **group)).text
    assert roster.chat("test:-7").team_id == zuid


async def test_a_lead_of_several_teams_chooses_which_to_link(say, roster, team) -> None:
    zuid = roster.create_team("Team Zuid", NOW, actor=OPERATOR).team_id
    join(roster, zuid, LEAD, "Lot", Role.TEAM_LEAD)
    group = {"private": False, "chat": "test:-7"}
    asked = await say("/koppel", **group)
    assert all(button.owner for button in asked.messages[0].buttons)
    await say("", labels(asked)["Team Zuid"], **group)
    assert roster.chat("test:-7").team_id == zuid


async def test_an_answer_names_who_in_the_team_knows_this(say, team) -> None:
    own = await say(QUESTION)
    assert "ambassadeur Signs of Safety (Mila)" in own.text
    assert "zetten je vraag samen op papier" in (await say("", labels(own)["Leg voor aan het team"])).text
    assert "Mila" not in (await say(QUESTION, conversation="test:9")).text, "in no team"
    assert "Mila" not in (await say(QUESTION, conversation=MILA)).text, "not oneself"


async def test_a_group_hears_names_of_its_own_team_only(say, roster, team) -> None:
    zuid = roster.create_team("Team Zuid", NOW, actor=OPERATOR).team_id
    join(roster, zuid, "test:9", "Noor", Role.TEAM_LEAD)
    roster.link_chat("test:-7", zuid, NOW, actor="test:9")
    assert "Mila" not in (await say(QUESTION, private=False, chat="test:-7")).text
    assert "geen team" not in (await say(QUESTION, private=False, chat="test:-8")).text
    assert "niet bij een team van jou" in (await say("/team", private=False, chat="test:-7")).text
    roster.link_chat("test:-9", team, NOW, actor=LEAD)
    assert "(Mila)" in (await say(QUESTION, private=False, chat="test:-9")).text


async def test_no_more_than_a_few_names_per_expertise(say, roster, team) -> None:
    for number in range(4):
        join(roster, team, f"test:2{number}", f"Collega{number}", expertise=["ambassadeur-signs-of-safety"])
    assert (await say(QUESTION)).text.count("Collega") + 1 <= MOST_NAMES + 1


async def test_forgetting_the_last_lead_says_what_the_team_loses(say, roster, team) -> None:
    assert "heeft dan geen teamleider meer" in (await say("/vergeetmij")).text
    done = await say("ja")
    assert "Noord heeft nu geen teamleider meer" in done.text
    assert roster.member(team, LEAD) is None
    mila = await say("/vergeetmij", conversation=MILA)
    assert "teamleider meer" not in mila.text


async def test_own_data_tells_the_team(say, roster, team) -> None:
    roster.invite(team, Role.TRAINER, NOW, actor=LEAD)
    file = (await say("/mijngegevens")).messages[0].attachment.text
    assert "lid van Team Noord als teamleider. Naam: Lot" in file
    assert "uitnodiging voor Team Noord als trainer" in file
    assert "iemand uitgenodigd (Team Noord)" in file
