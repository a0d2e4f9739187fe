"""A question: reflex, search, and one of three outcomes: answer, "bedoel je", or honestly not knowing."""

from actions.house import House
from actions.outcome import Outcome
from actions.rendering.answer import AnswerRenderer
from actions.rendering.notices import abstain, clarify, plain_notice
from actions.steps import show
from actions.steps.commands import parse
from actions.steps.family_talk import without_family_talk
from actions.steps.teams import renderer_for, team_of
from actions.turn import Pending, Turn
from actions.vocabulary import Block, Decision, DecisionKind, ScoredEntry
from knowledge.search.base import SearchOutcome
from knowledge.search.followup import leans
from knowledge.search.published import Published

UNSURE = frozenset({"unknown", "choice"})
"""Reasons of a decision that leaves the asker without an answer."""
MOST_ENTRIES = 10
"""Entries in a decision (black-box contract)."""


def answer(turn: Turn, house: House) -> Outcome:
    """Answer a question from the knowledge base.

    Raises:
        SearchUnavailable: Index or model cannot be used.
        StoreError: The store refused the log line.
    """
    text = _text(turn)
    if not text:
        notice = plain_notice("commands.ask_question", house.catalogue)
        return Outcome(Decision(DecisionKind.ABSTAIN, confidence=0.0, reason="empty"), (notice,))
    # Right after a danger card nobody is asked to stand still first (design rule 1).
    escalation = not turn.after_danger and house.shows_reflex(text)
    before = _before(turn, text, house)
    outcome = without_family_talk(house.knowledge.search(text, before), before, house)
    renderer = renderer_for(turn, house)
    first = house.knowledge.published[outcome.found[0].slug] if outcome.found else None
    if first and not first.entry.is_signpost and outcome.confidence >= house.answer.direct_at:
        return show.entry(
            first,
            turn,
            house,
            renderer,
            escalation=escalation,
            confidence=outcome.confidence,
            entries=_scored(outcome),
        )
    lead = renderer.reflex_blocks() if escalation else []
    if outcome.confidence >= house.answer.suggest_at and (choices := _choices(outcome, house)):
        return _clarify(turn, text, outcome, choices, lead, house, escalation=escalation)
    return _abstain(turn, text, outcome, lead, renderer, house, escalation=escalation)


def _text(turn: Turn) -> str:
    """The question itself, without ``/vraag`` before it."""
    command = parse(turn)
    return command.argument if command and command.name == "vraag" else turn.text


def _before(turn: Turn, text: str, house: House) -> tuple[tuple[str, float], ...]:
    """Slugs and scores of the turn before, best first.

    The check question about danger comes without a search. Who asks on instead of answering it leans on the question
    that waits (redacted), so that one is searched for here.
    """
    pending = turn.state.pending
    unanswered = pending.question if pending and pending.kind == "danger_check" and not pending.then else ""
    # After "Nee" the question that waited is itself the one to answer.
    if unanswered and unanswered != turn.text and leans(text):
        return tuple((found.slug, found.score) for found in house.knowledge.search(unanswered).found)
    return tuple((entry.slug, entry.score) for entry in turn.state.last_entries)


def _scored(outcome: SearchOutcome) -> tuple[ScoredEntry, ...]:
    return tuple(ScoredEntry(found.slug, round(found.score, 4)) for found in outcome.found)


def _choices(outcome: SearchOutcome, house: House) -> tuple[Published, ...]:
    """The first entries that answer something; signposts are no choice."""
    items = (house.knowledge.published[found.slug] for found in outcome.found)
    return tuple(item for item in items if not item.entry.is_signpost)[: house.settings.choices]


def _offered_first(outcome: SearchOutcome, slugs: tuple[str, ...]) -> tuple[ScoredEntry, ...]:
    """Found entries with those on offer in front: a signpost among them is not on offer."""
    return tuple(sorted(_scored(outcome), key=lambda entry: entry.slug not in slugs))


def _clarify(
    turn: Turn,
    text: str,
    outcome: SearchOutcome,
    choices: tuple[Published, ...],
    lead: list[Block],
    house: House,
    *,
    escalation: bool,
) -> Outcome:
    # The contract knows no clarify for a reflex: the team prompt leads, choices may follow.
    message = show.with_notice(clarify(choices, lead, house.catalogue), turn, house)
    slugs = tuple(choice.entry.slug for choice in choices)
    decision = Decision(
        DecisionKind.ABSTAIN if escalation else DecisionKind.CLARIFY,
        entries=_offered_first(outcome, slugs),
        confidence=outcome.confidence,
        escalation=escalation,
        consult=escalation,
        reason="choice",
    )
    house.recorder.answered(turn.key, decision.kind.value, None, None, team_of(turn, house))
    return Outcome(decision, (message,), Pending("choice", text, slugs))


def _abstain(
    turn: Turn,
    text: str,
    outcome: SearchOutcome,
    lead: list[Block],
    renderer: AnswerRenderer,
    house: House,
    *,
    escalation: bool,
) -> Outcome:
    first = outcome.signpost
    entries = _signpost_first(outcome)
    signpost = house.knowledge.published[first.slug] if first else None
    shown: tuple[Block, ...] = ()
    reason = "unknown"
    if signpost and _fits(outcome, house):
        shown, reason = renderer.signpost(signpost), "signpost"
    elif house.readers.language.is_foreign(text):
        reason = "language"
    candidates = tuple(entry.slug for entry in entries[:3])
    filed = house.recorder.unanswered(turn.key, turn.person, text, candidates, team_of(turn, house))
    plain = abstain(lead, shown, house.catalogue, filed=filed)
    message = plain_notice("abstain.language", house.catalogue) if reason == "language" else plain
    message = show.with_notice(message, turn, house)
    decision = Decision(
        DecisionKind.ABSTAIN,
        entries=entries,
        confidence=outcome.confidence,
        escalation=escalation,
        consult=escalation or reason == "unknown",
        version=signpost.version if shown and signpost else None,
        reason=reason,
    )
    return Outcome(decision, (message,))


def _signpost_first(outcome: SearchOutcome) -> tuple[ScoredEntry, ...]:
    """Found entries with the best signpost moved to the front (black-box contract)."""
    if outcome.signpost is None:
        return _scored(outcome)
    first = ScoredEntry(outcome.signpost.slug, round(outcome.signpost.score, 4))
    rest = [entry for entry in _scored(outcome) if entry.slug != first.slug]
    return (first, *rest)[:MOST_ENTRIES]


def _fits(outcome: SearchOutcome, house: House) -> bool:
    """A signpost is shown only when nothing ranks above it: a wrong pointer costs trust."""
    return bool(outcome.found) and house.knowledge.published[outcome.found[0].slug].entry.is_signpost
