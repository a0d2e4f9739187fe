"""Whoever goes on with a text that came back reads why, in the editor itself."""

from dataclasses import replace

from bot.desk.desk import Desk
from tests.bot.desk.conftest import LEAD, SECOND, Browser
from tests.bot.desk.pages.test_desk_pages import sound
from tests.bot.desk.sending import ADDRESS, SLUG, text

WHY = "Noem ook wie er belt."
TITLE = "Een MDO voorbereiden, zo doe je dat"


def handed_in(desk: Desk, title: str = TITLE) -> int:
    """A version with another title that waits."""
    draft = desk.flow.start(SLUG, LEAD, desk.now())
    lines = [f'titel: "{title}"' if line.startswith("titel:") else line for line in draft.text.entry.splitlines()]
    changed = replace(draft.text, entry="\n".join(lines) + "\n")
    saved = desk.flow.store.save(draft.draft_id, draft.revision, changed, LEAD, desk.now())
    return desk.flow.submit(saved.draft_id, saved.revision, LEAD, desk.now()).version_id


async def test_the_reason_and_comments_stand_above_the_fields(desk: Desk, lead: Browser) -> None:
    version = handed_in(desk)
    desk.flow.comment(version, "Mooi kort.", SECOND, desk.now())
    await lead.open(ADDRESS)
    assert "Mooi kort." not in text(lead), "while it waits it stands with the review"
    desk.flow.send_back(version, f"{WHY} <b>", SECOND, desk.now())
    await lead.open(ADDRESS)
    sound(lead.page)
    found = text(lead)
    assert "Een collega stuurde deze tekst terug" in found
    assert found.index("Mooi kort.") < found.index(f"{WHY} <b>")
    assert "Bram Voorbeeld" in found


async def test_a_text_that_was_taken_back_shows_comments_only(desk: Desk, lead: Browser) -> None:
    version = handed_in(desk)
    desk.flow.comment(version, "Mooi kort.", SECOND, desk.now())
    desk.flow.store.withdraw(version, LEAD, desk.now())
    await lead.open(ADDRESS)
    assert "Wat collega's schreven" in text(lead)
    assert "stuurde deze tekst terug" not in text(lead)


async def test_an_old_reason_is_not_shown_with_a_new_draft(desk: Desk, lead: Browser) -> None:
    desk.flow.send_back(handed_in(desk), WHY, SECOND, desk.now())
    draft = desk.flow.store.draft(SLUG)
    assert draft is not None
    desk.flow.store.discard(draft.draft_id, draft.revision, LEAD, desk.now())
    desk.flow.start(SLUG, LEAD, desk.now())
    await lead.open(ADDRESS)
    assert WHY not in text(lead)


async def test_drafts_are_listed_by_title(desk: Desk, lead: Browser) -> None:
    desk.flow.send_back(handed_in(desk), WHY, SECOND, desk.now())
    await lead.open("/beoordelen")
    assert [link.text for link in lead.page.all("a") if link.attrs.get("href") == ADDRESS] == [TITLE]
