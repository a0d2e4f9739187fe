"""A desk in use: every page has something on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.desk.presenting.members import member_reference
from knowledge.editing.reading import fields_of
from knowledge.editing.writing import text_of
from knowledge.review.model import Draft
from knowledge.store import EntryStore, FeedbackStore, QuestionStore
from knowledge.store.rows import FeedbackKind, QuestionReason
from tests.bot.desk.conftest import Browser
from tests.bot.desk.pages.test_desk_quiz_author import handed_in
from tests.bot.desk.pages.test_desk_quiz_figures import CHAT, play
from tests.browser.conftest import BRAM, KOEN, SANNE, YASMIN, Running

DRAFT, WAITING, RETURNED = "mdo-voorbereiden", "drie-huizen", "schaalvraag-0-10"
ASKED = ("mag ik een kind alleen spreken op school", "mag ik met een kind praten op school", "wie betaalt de tolk")


async def seed(running: Running) -> dict[str, str]:
    """Let a week go by.

    Returns:
        Addresses that are made on the way, by what they show.
    """
    desk, now, team = running.desk, running.desk.now(), running.team
    questions, entries = QuestionStore(desk.database), EntryStore(desk.database)
    for asked in ASKED:
        questions.file(asked, QuestionReason.UNANSWERED, now, person=KOEN, team=team, candidates=(DRAFT,))
    rows = entries.published()[:3]
    for row, kind in zip(rows, (FeedbackKind.WRONG, FeedbackKind.OUTDATED, FeedbackKind.UNCLEAR), strict=True):
        FeedbackStore(desk.database).give(kind, row.version_id, now, person=KOEN)
    for day in range(60):
        for decision in ("answer", "clarify", "abstain"):
            slug = DRAFT if decision == "answer" else None
            questions.log(decision, now - timedelta(days=day), slug=slug, team=team)
    desk.roster.note_chat(CHAT, "Overleg Zuid", now)
    desk.roster.link_chat(CHAT, team, now, actor=SANNE)
    session = play(desk, team, 6, right=2)
    change(running, desk.flow.start(DRAFT, SANNE, now), "Een MDO goed voorbereiden")
    waiting = change(running, desk.flow.start(WAITING, BRAM, now), "De drie huizen in een gesprek", BRAM)
    version = desk.flow.submit(waiting.draft_id, waiting.revision, BRAM, now).version_id
    back = change(running, desk.flow.start(RETURNED, SANNE, now), "De schaalvraag in een gesprek")
    returned = desk.flow.submit(back.draft_id, back.revision, SANNE, now).version_id
    desk.flow.send_back(returned, "Noem ook wie er begint.", BRAM, now)
    trainer = Browser(desk, running.base)
    await trainer.sign_in(YASMIN)
    item = await handed_in(trainer)
    await trainer.client.aclose()
    desk.flow.comment(version, "Noem ook het kind zelf.", SANNE, now)
    return {
        "version": f"/beoordelen/{version}",
        "member": f"/team/{team}/lid/{member_reference(desk.secret, team, KOEN)}",
        "item": f"/quizvragen/versie/{item}",
        "session": f"/quizcijfers/{session.session_id}",
    }


def change(running: Running, draft: Draft, title: str, by: str = SANNE) -> Draft:
    """Save a draft with another title."""
    fields = fields_of(draft.text)
    assert fields is not None
    text = text_of(draft.slug, replace(fields, title=title))
    return running.desk.flow.store.save(draft.draft_id, draft.revision, text, by, running.desk.now())
