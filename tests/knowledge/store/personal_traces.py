"""Rows about a person in every table, for the tests of what is told and forgotten."""

from datetime import datetime, timedelta

from quizzing import item

from knowledge.consultations import ContributionKind, Draft
from knowledge.practice.model import Grade, Plan
from knowledge.quiz.live.model import QuizSetup, Scoreboard
from knowledge.review.model import DraftText
from knowledge.roster import Role
from knowledge.signals.own.model import Subject
from knowledge.store import (
    OPERATOR,
    ConsultationStore,
    ConversationStore,
    Database,
    DeskLinkStore,
    DeskSessionStore,
    EntryStore,
    FeedbackStore,
    HandledStore,
    OutboxStore,
    Outgoing,
    QuestionStore,
    ReviewStore,
    RosterStore,
)
from knowledge.store.practice import PracticeStore
from knowledge.store.quiz_items import ItemBank
from knowledge.store.quiz_live import LiveQuizStore
from knowledge.store.rows import ConversationState, FeedbackKind, QuestionReason, SeedEntry
from knowledge.store.signal_sentences import SignalSentenceStore

ANNA, BRAM = "telegram:4711", "telegram:4712"


def leave_traces(database: Database, person: str, version_id: int, now: datetime) -> None:
    """One row in every table with a column `person`, and one of each act under a pseudonym."""
    state = ConversationState(f"chat of {person}", person=person, slots={"secret": f"slot of {person}"})
    ConversationStore(database).save(state, now, [{"event": "user", "text": f"event of {person}"}])
    questions = QuestionStore(database)
    question = questions.file(f"question of {person}", QuestionReason.UNANSWERED, now, person=person)
    FeedbackStore(database).give(FeedbackKind.WRONG, version_id, now, person=person, redacted_note=f"note of {person}")
    HandledStore(database).once(f"update {now} {person[-1]}", now, lambda: None, person=person)
    OutboxStore(database).queue(Outgoing(f"key {now} {person}", person, {"text": f"to {person}"}, person=person), now)
    entries = EntryStore(database)
    written = entries.propose("nieuw", {"kort": "tekst"}, f"hash of {person[-1]}", person, now)
    entries.reject(written.version_id, person, now)
    questions.resolve(question, person, now)
    roster = RosterStore(database)
    team = roster.create_team(f"Team {len(roster.teams())}", now, actor=OPERATOR).team_id
    roster.redeem(roster.invite(team, Role.TEAM_LEAD, now, actor=OPERATOR), person, f"name of {person}", now)
    roster.invite(team, Role.PROFESSIONAL, now, actor=person)
    roster.set_role(team, person, Role.ADMIN, now, actor=OPERATOR)
    links = DeskLinkStore(database)
    assert DeskSessionStore(database).spend(links.offer_link(person, now), now)
    links.offer_link(person, now)
    consultations = ConsultationStore(database)
    draft = Draft(team, person, f"facts of {person}", f"asked by {person}")
    asked = consultations.open(draft, now, f"consultation {now} {person[-1]}").consultation_id
    answer = f"answer of {person}"
    consultations.contribute(asked, person, ContributionKind.ANSWER, answer, now, f"answer {now} {person[-1]}")
    leave_traces_of_review(database, person, now)
    leave_traces_of_quizzes(database, person, team, now)


def leave_traces_of_review(database: Database, person: str, now: datetime) -> None:
    """The same for what a lead does with entries."""
    review, entries, votes = ReviewStore(database), EntryStore(database), FeedbackStore(database)
    slug = f"kaart-{person[-1]}"
    entries.import_seed({"title": "Kaart"}, slug, "hash", now)
    seed = next(entry.version_id for entry in entries.published() if entry.slug == slug)
    review.set_owner(slug, person, OPERATOR, now)
    review.confirm([seed], person, now)
    review.reviewed(seed, now.date() + timedelta(days=9), person, now)
    draft = review.open_draft(slug, DraftText("tekst"), person, now, authors=())
    review.hand_in(draft.draft_id, draft.revision, SeedEntry(slug, "other hash", {"title": "Nieuw"}), person, now)
    review.note(seed, f"note {person[-1]}", person, now)
    votes.mark_handled([vote.feedback_id for vote in votes.open()], person, now)
    words = f"zin van {person[-1]}"
    SignalSentenceStore(database).propose(Subject.DANGER, words, words, "niet-acuut", "werk", person, now)


def leave_traces_of_quizzes(database: Database, person: str, team: str, now: datetime) -> None:
    """The same for an item, a quiz and practice."""
    bank, live, roster, who = ItemBank(database), LiveQuizStore(database), RosterStore(database), person[-1]
    bank.import_items([item("vraag", entry=f"kaart-{who}")], now)
    version = bank.get("vraag").version_id
    assert version is not None
    bank.withdraw(bank.propose(item(f"vraag-{who}", entry=f"kaart-{who}"), person, now).version_id, person, now)
    roster.note_chat(f"test:group {who}", None, now)
    roster.link_chat(f"test:group {who}", team, now, actor=OPERATOR)
    setup = QuizSetup(team, f"test:group {who}", None, 1, scoreboard=Scoreboard.NICKNAME)
    session = live.start(setup, [bank.get("vraag")], now, actor=person).session_id
    ref = live.ask(session, 1, now)
    assert ref is not None
    live.poll_sent(ref, f"poll {who}", "1", now)
    live.answer(f"poll {who}", person, [0], now)
    live.set_nickname(session, person, f"nick of {person}")
    practice = PracticeStore(database)
    practice.set_plan(person, Plan(), now)
    practice.answer(f"practice {who}", person, "vraag", version, [0], Grade.GOOD, now)


def rows_of(database: Database, person: str) -> dict[str, int]:
    """Rows in any table that hold the person anywhere, found without knowing the tables."""

    def query(sql) -> dict[str, int]:
        found = {
            table.name: sum(any(person in str(value) for value in row.values()) for row in table.rows)
            for table in sql.tables
        }
        return {name: count for name, count in found.items() if count}

    return database.read(query)
