"""*Onbeantwoord* in pages, and an entry named by its title."""

from knowledge.store import QuestionStore
from knowledge.store.rows import QuestionReason
from tests.bot.desk.conftest import Browser


async def test_an_entry_is_chosen_by_title_and_an_unknown_one_changes_nothing(lead: Browser) -> None:
    store = QuestionStore(lead.desk.database)
    for number in range(12):
        store.file(f"{'xyz' * (number + 1)} woord{number}", QuestionReason.UNANSWERED, lead.desk.now())
    await lead.open("/onbeantwoord?pagina=2")
    waiting = len(store.open_questions())
    response = await lead.send("/onbeantwoord/antwoord", kaart="Deze kaart is er niet")
    assert "Er is geen kaart met deze titel" in response.text
    assert len(store.open_questions()) == waiting
    title = next(iter(lead.desk.shelf.published().values())).entry.title
    assert "Afgehandeld" in (await lead.send("/onbeantwoord/antwoord", kaart=title.upper())).text
    assert len(store.open_questions()) < waiting
