"""A desk with invented work in it, so that every page has something to show."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.desk.desk import Desk
from knowledge.quiz.live.model import QuizSetup
from knowledge.roster import Role
from knowledge.signals.learning.regression import RegressionSet
from knowledge.signals.own.model import Subject
from knowledge.signals.own.proposing import Proposing
from knowledge.signals.own.shipped import ShippedSentences
from knowledge.store import OPERATOR, FeedbackStore, QuestionStore
from knowledge.store.quiz_items import ItemBank
from knowledge.store.quiz_live import LiveQuizStore
from knowledge.store.rows import FeedbackKind, QuestionReason
from knowledge.store.signal_sentences import SignalSentenceStore

SANNE, BRAM, YASMIN = "test:1", "test:2", "test:3"
"""Two team leads and a trainer."""
PLAYERS = 11
CHAT = "test:-1"
QUESTIONS = (
    ("mag ik een kind alleen spreken op school", 4),
    ("mag ik op school alleen met het kind praten", 1),
    ("wie betaalt de tolk bij een huisbezoek", 2),
    ("hoe lang bewaren we een dossier na afsluiten", 1),
    ("mag oma mee naar het gezinsgesprek", 1),
)
DECISIONS = {"answer": 60, "clarify": 18, "abstain": 12, "danger": 3, "smalltalk": 7}
DRAFT, REVIEWED = "intieme-terreur-en-stalking", "top-3-concreet-formuleren"
"""The entries that get a draft and a text for review."""
OLD, NEW = "gooit een stoel om terwijl", "gooit een stoel tegen de muur terwijl"


def fill(desk: Desk) -> int:
    """Put a team, questions, votes, drafts, sentences and quizzes in an empty store.

    Args:
        desk: The desk.

    Returns:
        The version that waits for review.
    """
    now, pick = datetime.now(UTC), random.Random(3)
    team = _team(desk, now)
    desk.database.together(lambda: _asked(desk, team, now, pick))
    desk.flow.start(DRAFT, SANNE, now)
    made = desk.flow.start(REVIEWED, BRAM, now)
    text = replace(made.text, entry=made.text.entry.replace(OLD, NEW))
    saved = desk.flow.store.save(made.draft_id, made.revision, text, BRAM, now)
    waiting = desk.flow.submit(saved.draft_id, saved.revision, BRAM, now)
    _sentences(desk, now)
    _quizzes(desk, team, now, pick)
    return waiting.version_id


def _team(desk: Desk, now: datetime) -> str:
    roster = desk.roster
    team = roster.create_team("Wijkteam De Linde", now, actor=OPERATOR).team_id
    people = [
        (SANNE, "Sanne Voorbeeld", Role.TEAM_LEAD, "Veilig Thuis", ["gedragswetenschapper"]),
        (BRAM, "Bram Voorbeeld", Role.TEAM_LEAD, "Lokaal team", []),
        (YASMIN, "Yasmin Voorbeeld", Role.TRAINER, "GI Noord", ["lvb-expert"]),
    ]
    for person, name, role, organisation, expertise in people:
        roster.redeem(roster.invite(team, role, now, actor=OPERATOR), person, name, now)
        roster.set_profile(team, person, organisation=organisation, expertise=expertise)
    for number in range(10, 10 + PLAYERS):
        code = roster.invite(team, Role.PROFESSIONAL, now, actor=OPERATOR)
        roster.redeem(code, f"test:{number}", f"Collega {number - 9}", now)
    goal = "Geen kind in onze wijk slaapt in onveiligheid zonder dat wij het weten."
    roster.set_zero_goal(team, goal, now, actor=SANNE)
    roster.note_chat(CHAT, "Teamoverleg De Linde", now)
    roster.link_chat(CHAT, team, now, actor=SANNE)
    return team


def _asked(desk: Desk, team: str, now: datetime, pick: random.Random) -> None:
    questions, published = QuestionStore(desk.database), desk.entries.published()
    for decision in pick.choices(list(DECISIONS), list(DECISIONS.values()), k=600):
        slug = pick.choice(published).slug if decision == "answer" else None
        questions.log(decision, now - timedelta(days=pick.triangular(0, 80, 5)), slug=slug, team=team)
    for text, times in QUESTIONS:
        for number in range(times):
            questions.file(text, QuestionReason.UNANSWERED, now, person=f"test:{10 + number}", team=team)
    for number, kind in enumerate((FeedbackKind.WRONG, FeedbackKind.OUTDATED, FeedbackKind.UNCLEAR)):
        version = published[number * 7].version_id
        FeedbackStore(desk.database).give(kind, version, now, person=f"test:{10 + number}", team=team)


def _sentences(desk: Desk, now: datetime) -> None:
    store = SignalSentenceStore(desk.database)
    own = Proposing(store, desk.house.privacy, ShippedSentences.load(), RegressionSet.load())
    own.propose(Subject.DANGER, "hij staat met een grasmaaiermes te zwaaien op de stoep", "acuut", "geweld", BRAM, now)
    calm = "het kind at twee boterhammen en ging naar zwemles"
    accepted = own.propose(Subject.DANGER, calm, "niet-acuut", "casus", SANNE, now)
    store.accept(accepted.sentence_id, BRAM, now)


def _quizzes(desk: Desk, team: str, now: datetime, pick: random.Random) -> None:
    bank, live = ItemBank(desk.database), LiveQuizStore(desk.database)
    for number, (theme, days) in enumerate((("top-3", 60), ("signs-of-safety", 45), ("top-3", 30), ("top-3", 3))):
        at, rows = now - timedelta(days=days), list(bank.askable(theme))[:5]
        session = live.start(QuizSetup(team, CHAT, theme, 5), rows, at, actor=YASMIN, key=f"quiz-{number}")
        for place, row in enumerate(rows, 1):
            poll = f"poll-{number}-{place}"
            live.poll_sent(live.ask(session.session_id, place, at), poll, str(place), at)
            wrong = [i for i in range(len(row.item.options)) if i not in row.item.correct]
            for player in range(10, 10 + PLAYERS):
                right = pick.random() < 0.2 + 0.13 * (place + number % 4)
                live.answer(poll, f"test:{player}", row.item.correct if right else (pick.choice(wrong),), at)
            live.close(session.session_id, place, at)
            live.go_on(session.session_id, place, at, actor=YASMIN)
    live.plan(QuizSetup(team, CHAT, "top-3", 5, 30), now + timedelta(days=6), now, actor=YASMIN)
    item = bank.items()[8].item
    bank.propose(replace(item, question=item.question.replace("?", ", denk je?")), BRAM, now)
