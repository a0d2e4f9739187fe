"""Drills: the own choice first, then the check; nothing of a sentence is kept, and personal data never taken."""

from actions.vocabulary import DecisionKind
from tests.actions.consult.conftest import ASKER
from tests.actions.practice.conftest import Pupil, labels

GREY = "Vorige week vrijdag gooide stiefvader een stoel om. De kleuter zat ernaast."


async def test_fact_or_interpretation_on_an_own_sentence(pupil: Pupil) -> None:
    await pupil.say("/oefen zin")
    asked = await pupil.say("Moeder werkt niet mee.")
    assert labels(asked) == ["Feit", "Interpretatie", "Oordeel"]
    told = await pupil.press("Feit", asked)
    assert "Jij koos een feit. De taalcheck leest een oordeel." in told.text
    assert "«werkt niet mee»" in told.text
    assert "Wat vroeg je, wat zei of deed de ouder toen" in told.text
    second = await pupil.say("De juf zag maandag dat het kind geen brood bij zich had.")
    assert "Wat is deze zin volgens jou?" in second.text
    assert "Dat leest de taalcheck ook." in (await pupil.say("een feit")).text


async def test_nothing_of_the_sentence_is_kept(pupil: Pupil) -> None:
    await pupil.say("/oefen zin")
    await pupil.say("De kwastenkabouter werkt niet mee.")
    await pupil.say("oordeel")
    dump = "\n".join(pupil.stage.assembly.database.read(lambda sql: list(sql.iterdump())))
    assert "kwastenkabouter" not in dump
    assert pupil.practice.plan(ASKER) is None
    gone = await pupil.say("", "/oefen vind feit")
    assert "Ik heb je zin niet meer" in gone.text


async def test_personal_data_is_refused_until_it_is_written_again(pupil: Pupil) -> None:
    await pupil.say("/oefen top3")
    for typed in ("Jaap de Vries schreeuwde maandag.", "Jaap de Vries schreeuwde dinsdag."):
        refused = await pupil.say(typed)
        assert "een naam" in refused.text
        assert "Jaap" not in refused.text
    taken = await pupil.say("Vorige week maandag schreeuwde vader.")
    assert taken.text.startswith("Jouw zin")


async def test_a_top3_sentence_gets_the_checks_of_the_top3(pupil: Pupil) -> None:
    case = await pupil.say("/oefen top3")
    assert "verzonnen" in case.text
    problem = await pupil.say("Moeder is verslaafd")
    assert "Kun je er een situatie van maken?" in problem.text
    assert "«verslaafd»" in problem.text
    example = await pupil.press("Toon een voorbeeld", problem)
    assert "Er is niet één goede zin" in example.text
    assert "Oefencasus 2" in (await pupil.press("Andere casus", problem)).text
    assert "Ik heb niets van je zinnen bewaard" in (await pupil.say("klaar")).text


async def test_every_case_has_an_example_that_is_a_situation(pupil: Pupil) -> None:
    house = pupil.stage.assembly.house
    assert house is not None
    assert house.language is not None
    for name, sentence in house.catalogue.section("practice.examples").items():
        assert house.catalogue.has(f"practice.cases.{name}")
        assert house.language.shape(sentence).value == "situatie", name
        assert house.language.concreteness(sentence).score >= 3, name
        assert house.language.check(sentence) == (), name
        assert house.privacy.redact(sentence).spans == (), name


async def test_possible_danger_is_asked_about_once_in_a_drill(pupil: Pupil) -> None:
    await pupil.say("/oefen top3")
    asked = await pupil.say(GREY)
    assert asked.decision.kind is DecisionKind.DANGER_CHECK
    taken = await pupil.say("nee")
    assert taken.text.startswith("Jouw zin")
    again = await pupil.say("Vorige week zaterdag gooide stiefvader een stoel om. De kleuter zat ernaast.")
    assert again.text.startswith("Jouw zin")
    assert again.text.endswith("Nu gevaar? Bel 112. Twijfel? Veilig Thuis 0800-2000.")
    other = await pupil.press("Andere casus", taken)
    assert "Oefencasus 2" in other.text
    assert (await pupil.say(GREY)).decision.kind is DecisionKind.SMALLTALK
    card = await pupil.say("Hij slaat haar nu, ze bloedt. Help!")
    assert card.decision.kind is DecisionKind.DANGER
    after = await pupil.say("Moeder werkt niet mee.")
    assert not after.text.startswith("Jouw zin"), "after a danger card nothing is an exercise"
    await pupil.say("/oefen top3")
    assert (await pupil.say("Moeder werkt niet mee.")).text.startswith("Jouw zin"), "until somebody goes on"
    assert (await pupil.say(GREY)).decision.kind is DecisionKind.DANGER_CHECK, "and doubt is asked about anew"


async def test_a_drill_on_items_keeps_nothing(pupil: Pupil) -> None:
    await pupil.say("/oefen feit")
    reply = await pupil.right()
    for _ in range(2):
        assert "Hiervan bewaar ik niets" in reply.text
        await pupil.press("Volgende", reply)
        reply = await pupil.wrong()
    end = await pupil.press("Klaar voor nu", reply)
    assert "1 van 3 goed." in end.text
    assert labels(end) == ["Oefen met een eigen zin", "Oefen een Top-3-zin"]
    assert pupil.answers == 0


async def test_empty_long_and_foreign_sentences(pupil: Pupil) -> None:
    await pupil.say("/oefen zin")
    assert "Daar staat geen zin in" in (await pupil.say("...")).text
    assert "Dat is te lang" in (await pupil.say("Moeder kookte maandag. " * 20)).text
    assert "Nederlands" in (await pupil.say("The mother does not cooperate with us at all.")).text
    assert "Wat is deze zin volgens jou?" in (await pupil.say("Moeder kookte maandag.")).text
