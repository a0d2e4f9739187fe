"""A draft of what a colleague wrote in the group: only by a lead's explicit act, of that one message, without names.

What was quoted reaches this redacted, and is kept in memory until the lead goes on in private
(:attr:`actions.house.House.quotes`); from then on it stands in their conversation while the title is waited for.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from actions.curating.purpose import MAKING, Kind, Purpose, waited_for
from actions.curating.slugs import slugs_for
from actions.curating.words import (
    asked_again,
    button,
    desk_page,
    done,
    message,
    not_done,
    now,
    plain,
    refuse_personal_data,
    refused,
    to_desk,
    types_of,
)
from actions.house import House
from actions.outcome import Outcome
from actions.turn import Pending, Turn
from actions.vocabulary import Block, BlockKind, Button, Decision, DecisionKind, Target
from knowledge.review.errors import PersonalDataRefused, SlugTaken
from knowledge.review.model import Draft
from knowledge.review.workflow import Workflow
from knowledge.roster.permissions import Action, may
from knowledge.search.query import clean, has_words
from knowledge.signals.identifiability.check import apply
from knowledge.signals.identifiability.model import Hint

TITLE_LENGTH = range(3, 121)
"""Characters of a title (entry format)."""
MOST_HINTS = 6
"""Details that are named; more is not read. All of them are made broader."""


@dataclass(frozen=True, slots=True)
class Making:
    """What was given so far.

    Attributes:
        text: The redacted message.
        origin: What the draft says that it was made from; the same for a message that is handled twice.
        title: Of the entry; empty when not asked yet.
        theme: Folder name of its theme; empty when not asked yet.
        types: Types of personal data that were left out of the text.
    """

    text: str
    origin: str
    title: str = ""
    theme: str = ""
    types: tuple[str, ...] = ()

    @classmethod
    def of(cls, pending: Pending) -> Self:
        """Read what :meth:`pending` made."""
        text, title, theme, types, origin = pending.options
        return cls(text, origin, title, theme, tuple(types.split()))

    def pending(self) -> Pending:
        """Wait for what is not given yet."""
        kind = Kind.TITLE if not self.title else Kind.THEME if not self.theme else Kind.MAKE
        return Purpose(kind).pending(self.text, self.title, self.theme, " ".join(self.types), self.origin)


def announce(text: str, types: Sequence[str], turn: Turn, house: House) -> Outcome:
    """In the group: one line, a way to the private chat, and the same way for who started the bot before.

    Args:
        text: The redacted text of the message that was answered.
        types: Types of personal data that were left out of it.
        turn: The command.
        house: Roster and words.
    """
    linked = house.roster.chat(turn.chat) if turn.chat else None
    if linked is None or linked.team_id is None:
        return not_done("make.no_team", house)
    if not may(house.roster.role(linked.team_id, turn.person), Action.CURATE):
        return not_done("make.not_lead", house)
    if not has_words(clean(text)):
        return not_done("make.no_text", house)
    house.quotes.keep(turn.person, text, clean=not types, types=tuple(types))
    member = house.roster.member(linked.team_id, turn.person)
    name = (member.name if member else "") or house.catalogue.text("beheer_chat.make.a_lead")
    go_on = button("make_private", "/maakkaart", house)
    said = plain("make.group", house, replace(go_on, private=True), name=name)
    told = plain("make.ready", house, button("make_begin", "/maakkaart", house))
    # Who never started the bot does not get the second message, and has the button of the first.
    return Outcome(Decision(DecisionKind.SMALLTALK), (said, replace(told, target=Target(turn.person))))


def begin(turn: Turn, house: House) -> Outcome:
    """In private: show what is left of the message and ask for a title; go on where it was left."""
    kept = house.quotes.find(turn.person)
    found = waited_for(turn)
    if kept is not None and not (found and found[0].kind in MAKING and found[1].options[0] == kept.text):
        return ask(Making(kept.text, f"message:{turn.key}", types=kept.types), house)
    if found and found[0].kind in MAKING:
        return ask(Making.of(found[1]), house)
    return not_done("make.how", house)


def ask(making: Making, house: House) -> Outcome:
    """Ask for what is not given yet; in the end whether the draft may be made."""
    never_mind = button("never_mind", "/maakkaart nee", house)
    if not making.title:
        return done(
            message([*_shown(making, house), _part("make.title", house)], [never_mind], house), making.pending()
        )
    if not making.theme:
        themes = [Button(name, f"/maakkaart thema {key}") for key, name in house.references.themes.items()]
        return done(plain("make.theme", house, *themes, never_mind, title=making.title), making.pending())
    broader = [button("make_broader", "/maakkaart ruimer", house)] if _replaceable(_hints(making.text, house)) else []
    buttons = [button("make_yes", "/maakkaart ja", house), *broader, never_mind]
    question = _part("make.sure", house, title=making.title)
    return done(message([*_shown(making, house), question], buttons, house), making.pending())


def take_title(making: Making, turn: Turn, house: House) -> Outcome:
    """Take the title that was typed."""
    title = " ".join(turn.text.split())
    never_mind = button("never_mind", "/maakkaart nee", house)
    try:
        refuse_personal_data(turn)
    except PersonalDataRefused as error:
        return asked_again(error, making.pending(), turn, house, never_mind)
    if len(title) not in TITLE_LENGTH or not has_words(clean(title)) or set("{}") & set(title):
        return not_done("refused.title", house, never_mind, pending=making.pending())
    return ask(replace(making, title=title), house)


def take_theme(making: Making, given: str, house: House) -> Outcome:
    """Take a theme, by its folder or its name; another word is asked again."""
    said = given.strip().casefold()
    key = next((key for key, name in house.references.themes.items() if said in (key, name.casefold())), None)
    if key is None or not making.title:
        return ask(making, house)
    return ask(replace(making, theme=key), house)


def make(making: Making, turn: Turn, flow: Workflow, house: House) -> Outcome:
    """Make the draft, once; nobody can hand it in before somebody confirms in the desk that it is about nobody.

    Raises:
        ReviewError: As in `Workflow.start_new`.
    """
    if not making.title or not making.theme:
        return ask(making, house)
    draft = next((found for found in flow.store.drafts() if found.origin == making.origin), None)
    draft = draft or _started(making, turn, flow)
    if draft is None:
        return refused(SlugTaken(making.title), house, pending=replace(making, title="").pending())
    house.quotes.forget(turn.person)
    link = desk_page(f"/concept/{draft.slug}", house)
    key = "make.done_link" if link else "make.done"
    return done(plain(key, house, *to_desk(house), title=making.title, link=link))


def broadened(making: Making, house: House) -> Outcome:
    """Put broader words in the place of details by which a family could be recognised, and ask again."""
    hints = _replaceable(_hints(making.text, house))
    return ask(replace(making, text=apply(making.text, hints)), house)


def stop(turn: Turn, house: House) -> Outcome:
    """Nothing is made, and the text is gone."""
    house.quotes.forget(turn.person)
    return done(plain("make.stopped", house))


def _started(making: Making, turn: Turn, flow: Workflow) -> Draft | None:
    for slug in slugs_for(making.title, making.theme):
        try:
            return flow.start_new(
                slug,
                making.title,
                making.theme,
                turn.person,
                now(),
                origin=making.origin,
                body=making.text,
                from_case=True,
            )
        except SlugTaken:
            continue
    return None


def _shown(making: Making, house: House) -> list[Block]:
    """The text as it would be kept, what was left out of it, and what could still lead to a family."""
    text = house.catalogue.text
    blocks = [_part("make.heading", house, kind=BlockKind.TITLE), Block(BlockKind.TEXT, making.text)]
    if making.types:
        blocks.append(_part("make.left_out", house, kind=BlockKind.NOTICE, types=types_of(making.types, house)))
    hints = _hints(making.text, house)
    if hints:
        found = [
            text("beheer_chat.make.hint", words=making.text[hint.start : hint.end], why=hint.why)
            for hint in hints[:MOST_HINTS]
        ]
        blocks.append(Block(BlockKind.NOTICE, "\n".join([text("beheer_chat.make.hints"), *found])))
    return blocks


def _hints(text: str, house: House) -> tuple[Hint, ...]:
    return house.identify.check(text, house.today()) if house.identify else ()


def _replaceable(hints: Sequence[Hint]) -> list[Hint]:
    return [hint for hint in hints if hint.replacement is not None]


def _part(key: str, house: House, *, kind: BlockKind = BlockKind.TEXT, **values: object) -> Block:
    return Block(kind, house.catalogue.text(f"beheer_chat.{key}", **values))
