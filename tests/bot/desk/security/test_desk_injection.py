"""Hostile text in every place that people can write in: shown as text, never as markup or SQL."""

import pytest

from bot.desk.desk import Desk
from knowledge.review.model import DraftText
from knowledge.store import EntryStore, FeedbackStore, QuestionStore
from knowledge.store.rows import FeedbackKind, QuestionReason
from tests.bot.desk.conftest import LEAD, SECOND, WORKER, Browser
from tests.bot.desk.quiz import QUESTION, send

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>",
    "[klik](javascript:alert(1))",
    "{{ 7 * 7 }}{% raw %}",
    "'; DROP TABLE audit; --",
    "\u202egnurts </title></textarea><iframe>",
)
FORBIDDEN = {"iframe", "object", "embed", "base", "style"}


def safe(browser: Browser) -> None:
    """No element and no attribute in view comes from what somebody wrote."""
    for element in browser.page.elements:
        assert element.tag not in FORBIDDEN
        # The editor has one script, a file of our own.
        assert element.tag != "script" or (element.attrs["src"].startswith("/static/editor.js?") and not element.text)
        assert not [name for name in element.attrs if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action"):
            assert not element.attrs.get(name, "").strip().lower().startswith(("javascript:", "data:text"))
    assert all("svg" in e.inside or e.attrs.get("src", "").startswith("/static/") for e in browser.page.all("img"))
    assert "49{" not in browser.page.all("body")[0].text


READ = {
    "/kennisbank": ("q", "thema", "status", "pagina"),
    "/begrippen": ("q",),
    "/logboek": ("wat", "van", "tot", "pagina"),
    "/gebruik": ("team", "weken"),
    "/vandaag": ("gelukt",),
    "/nieuw": ("titel",),
    "/quizvragen": ("thema", "soort", "staat", "pagina"),
    "/quizvragen/nieuw": ("kaart",),
    f"/quizvragen/vraag/{QUESTION}": ("kies", "kijk"),
    f"/quizvragen/vraag/{QUESTION}/aanpassen": ("versie",),
}


async def test_in_addresses(lead: Browser) -> None:
    together = " ".join(HOSTILE)
    for path, names in READ.items():
        for name in names:
            response = await lead.open(path, params={name: together})
            assert response.status_code in {200, 403, 422}
            safe(lead)
    for path in ("/kennisbank/", "/concept/", "/team/", "/beoordelen/", "/quizvragen/vraag/", "/"):
        response = await lead.open(path + together.replace("/", "%2f"))
        assert response.status_code in {403, 404, 422}
        safe(lead)


@pytest.mark.parametrize("text", HOSTILE)
async def test_in_names_and_goals(lead: Browser, team: str, text: str) -> None:
    roster, now = lead.desk.roster, lead.desk.now()
    roster.set_profile(team, WORKER, name=text, organisation=text)
    roster.rename(team, text[:60], now, actor=LEAD)
    roster.set_zero_goal(team, text, now, actor=LEAD)
    await lead.open(f"/team/{team}")
    safe(lead)
    assert " ".join(text.replace("\u202e", "").split()) in " ".join(lead.page.all("main")[0].text.split())
    for path in ("/team", "/gebruik", "/logboek", "/vandaag"):
        await lead.open(path)
        safe(lead)


async def test_in_questions_and_votes(lead: Browser) -> None:
    now = lead.desk.now()
    questions, votes = QuestionStore(lead.desk.database), FeedbackStore(lead.desk.database)
    version = EntryStore(lead.desk.database).published()[0].version_id
    for number, text in enumerate(HOSTILE):
        questions.file(text, QuestionReason.UNANSWERED, now, person=WORKER, candidates=(text,))
        votes.give(FeedbackKind.WRONG, version, now, person=f"test:{number}", redacted_note=text)
    for path in ("/onbeantwoord", "/feedback", "/vandaag"):
        assert (await lead.open(path)).status_code == 200
        safe(lead)


async def test_in_drafts_and_comments(desk: Desk, lead: Browser) -> None:
    slug = "mdo-voorbereiden"
    draft = desk.flow.start(slug, LEAD, desk.now())
    for text in HOSTILE:
        hostile = draft.text.entry.replace("## Kort\n", f"## Kort\n\n{text} [algemeen]\n", 1)
        draft = desk.flow.store.save(
            draft.draft_id, draft.revision, DraftText(hostile, f"{draft.text.asked}\n{text}"), LEAD, desk.now()
        )
        assert (await lead.open(f"/concept/{slug}")).status_code == 200
        safe(lead)
        assert (await lead.open(f"/concept/{slug}?als=tekst")).status_code == 200
        safe(lead)
        assert lead.page.all("textarea")[0].text.lstrip("\n") == hostile
        draft = desk.flow.store.save(draft.draft_id, draft.revision, _original(desk, slug), LEAD, desk.now())


async def test_in_reviews(desk: Desk, lead: Browser) -> None:
    slug = "mdo-voorbereiden"
    draft = desk.flow.start(slug, SECOND, desk.now())
    changed = draft.text.entry.replace("één casus", "één casus <b onclick=alert(1)>vet</b>")
    assert changed != draft.text.entry
    draft = desk.flow.store.save(
        draft.draft_id, draft.revision, DraftText(changed, draft.text.asked), SECOND, desk.now()
    )
    version = desk.flow.submit(draft.draft_id, draft.revision, SECOND, desk.now())
    desk.flow.comment(version.version_id, HOSTILE[0], SECOND, desk.now())
    await lead.open(f"/beoordelen/{version.version_id}")
    safe(lead)
    assert "<b onclick=alert(1)>vet</b>" in lead.page.all("main")[0].text
    assert HOSTILE[0] in lead.page.all("main")[0].text


async def test_in_quiz_items(desk: Desk, lead: Browser) -> None:
    path = "/quizvragen/nieuw"
    for number, text in enumerate(HOSTILE):
        await lead.open(path)
        hostile = dict.fromkeys(("vraag", "uitleg", "optie", "bij", "casus", "stap", "verhaal", "naam", "bron"), text)
        await send(lead, path, "kijken", **hostile)
        safe(lead)
        assert text in {area.text.lstrip("\n") for area in lead.page.all("textarea")}
        await lead.open(path)
        await send(lead, path, "inleveren", vraag=text, uitleg=text, naam=f"vijandig-{number}", verzonnen="ja")
        safe(lead)
        assert " ".join(text.split()) in " ".join(lead.page.all("main")[0].text.split())
        await lead.open(f"/quizvragen/vraag/vijandig-{number}")
        safe(lead)
    await lead.open("/quizvragen?staat=waiting")
    safe(lead)
    assert HOSTILE[0] in lead.page.all("main")[0].text


def _original(desk: Desk, slug: str) -> DraftText:
    from knowledge.entries.serial import from_document
    from knowledge.review.text import text_of

    entry = EntryStore(desk.database).get(slug)
    return text_of(from_document(entry.versions[-1].document))
