"""What curating says again and again: one text, a refusal, the way to the desk, and the buttons."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from actions.house import House
from actions.outcome import Outcome
from actions.rendering.notices import choice_lines, with_safety_line
from actions.steps import show
from actions.turn import Pending, Turn
from actions.vocabulary import Block, BlockKind, Button, Decision, DecisionKind, OutboundMessage
from knowledge.entries.serial import from_document
from knowledge.errors import EntryNotFound, KnowledgeError, OwnVersionError, VersionNotFound
from knowledge.exchange.errors import NotExpressible
from knowledge.review import errors
from knowledge.review.rules import LONGEST_NOTE
from knowledge.review.workflow import Workflow
from knowledge.roster.errors import NotPermitted

REFUSALS: Mapping[type[KnowledgeError], str] = {
    NotPermitted: "role",
    OwnVersionError: "own",
    EntryNotFound: "gone",
    VersionNotFound: "gone",
    NotExpressible: "title",
    errors.ExpertiseNeeded: "expertise",
    errors.OutdatedBase: "outdated",
    errors.AlreadyDecided: "decided",
    errors.TextMissing: "text_missing",
    errors.PersonalDataRefused: "personal_data",
    errors.SlugTaken: "taken",
    errors.DraftExists: "draft_exists",
    errors.DraftNotReady: "not_ready",
    errors.NotRetired: "not_retired",
    errors.NotShown: "not_shown",
    errors.NotConfirmed: "not_confirmed",
}
"""Which text says why the workflow refused."""
_DECIDED = {"approved": "approved", "confirmed": "approved", "rejected": "rejected"}
"""How a decision that came first is said, by its name in the store."""


def plain(key: str, house: House, *buttons: Button, **values: object) -> OutboundMessage:
    """One text of the section ``beheer_chat``, with its buttons."""
    return message([Block(BlockKind.TEXT, house.catalogue.text(f"beheer_chat.{key}", **values))], buttons, house)


def message(blocks: list[Block], buttons: tuple[Button, ...] | list[Button], house: House) -> OutboundMessage:
    """Blocks, and the buttons under them for readers without buttons."""
    listed = [choice_lines(buttons, house.catalogue)] if buttons else []
    return OutboundMessage((*blocks, *listed), tuple(buttons))


def done(shown: OutboundMessage, pending: Pending | None = None) -> Outcome:
    """Something was done, or is waited for."""
    return Outcome(Decision(DecisionKind.SMALLTALK), (shown,), pending)


def not_done(key: str, house: House, *buttons: Button, pending: Pending | None = None, **values: object) -> Outcome:
    """A refusal: what happened and what to do next, with the safety line."""
    shown = plain(key, house, *buttons, **values)
    return done(replace(shown, blocks=with_safety_line(shown.blocks, house.catalogue)), pending)


def refused(error: KnowledgeError, house: House, *buttons: Button, pending: Pending | None = None) -> Outcome:
    """Why the workflow refuses, in words.

    Raises:
        KnowledgeError: It is none that a user can be told about.
    """
    key = next((name for kind, name in REFUSALS.items() if isinstance(error, kind)), None)
    if key is None:
        raise error
    values: dict[str, object] = {}
    if isinstance(error, errors.AlreadyDecided):
        key = f"decided.{_DECIDED.get(error.decision, 'otherwise')}"
    if isinstance(error, errors.PersonalDataRefused):
        values["types"] = types_of(error.types, house)
    if isinstance(error, errors.TextMissing):
        values["limit"] = LONGEST_NOTE
    return not_done(f"refused.{key}", house, *buttons, pending=pending, **values)


def asked_again(error: KnowledgeError, pending: Pending, turn: Turn, house: House, *buttons: Button) -> Outcome:
    """Why a typed text cannot be kept, while another is waited for; who typed names may delete them."""
    outcome = refused(error, house, *buttons, pending=pending)
    return with_delete_button(outcome, turn, house) if isinstance(error, errors.PersonalDataRefused) else outcome


def with_delete_button(outcome: Outcome, turn: Turn, house: House) -> Outcome:
    """*Verwijder mijn bericht* under a refusal that names the types."""
    extra = show.delete_buttons(turn, house.catalogue)
    shown = tuple(replace(one, buttons=(*one.buttons, *extra)) for one in outcome.messages)
    return replace(outcome, messages=shown)


def types_of(types: tuple[str, ...], house: House) -> str:
    """Types of personal data as people say them, never the values."""
    return ", ".join(house.catalogue.text(f"privacy.types.{name}") for name in types)


def to_desk(house: House) -> tuple[Button, ...]:
    """The way to the desk; none where there is no desk."""
    if not house.settings.desk_url:
        return ()
    return (Button(house.catalogue.text("beheer_chat.buttons.desk"), "/beheer"),)


def desk_page(path: str, house: House) -> str:
    """The address of a page of the desk, for who is signed in there; empty where there is no desk."""
    address = house.settings.desk_url.rstrip("/")
    return f"{address}{path}" if address else ""


def button(key: str, payload: str, house: House, **values: object) -> Button:
    """A button by the key of its words."""
    return Button(house.catalogue.text(f"beheer_chat.buttons.{key}", **values), payload)


def refuse_personal_data(turn: Turn) -> None:
    """What was left out of a text would be missed in it: it has to be written without.

    Raises:
        PersonalDataRefused: Something was left out.
    """
    if turn.personal_data:
        raise errors.PersonalDataRefused(turn.personal_data)


def title_of(version_id: int, flow: Workflow) -> str:
    """The title of a version.

    Raises:
        VersionNotFound: There is no such version.
    """
    return from_document(flow.entries.version(version_id).document).title


def now() -> datetime:
    """The present."""
    return datetime.now(UTC)
