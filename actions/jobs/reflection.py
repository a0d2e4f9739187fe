"""The reflection question of the week: in each group of a team, once per ISO week, on its day or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from logging import getLogger

from actions.jobs.parts import Queue, queue_all
from actions.reflections.choosing import Entries, next_prompt
from actions.rendering.reflection import PromptWords, team_prompt
from actions.roster import Roster
from actions.vocabulary import OutboundMessage, Target
from knowledge.entries.model import Entry
from knowledge.entries.references import References
from knowledge.messages.catalogue import Catalogue
from knowledge.reflection.model import Week
from knowledge.reflection.prompts import Prompts
from knowledge.reflection.rhythm import due
from knowledge.store.reflections import ReflectionStore

LOG = getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReflectionParts:
    """What the job needs.

    Attributes:
        reflections: Rhythms, goals, and what was given.
        roster: Groups of a team.
        catalogue: User texts.
        references: Names of the sources.
        prompts: Curated questions.
        entries: Published entries; read only when a team has its turn.
    """

    reflections: ReflectionStore
    roster: Roster
    catalogue: Catalogue
    references: References
    prompts: Prompts
    entries: Entries


def run(parts: ReflectionParts, now: datetime, queue: Queue) -> int:
    """Give each team its question when it is time; call it inside :meth:`Database.together`.

    The row of a question and its messages are kept together, and a week has one row: a restart, a second round in
    the same minute or a clock that was set back gives nothing twice.

    Args:
        parts: Stores and words.
        now: The present.
        queue: Puts a message in the outbox.

    Returns:
        How many messages were queued.

    Raises:
        StoreError: Nothing was kept.
    """
    queued = 0
    for team_id, rhythm in parts.reflections.rhythms().items():
        week = due(rhythm, now)
        if week is None or _had(parts.reflections.given_weekly(team_id), week):
            continue
        queued += queue_all(_messages(team_id, week, now, parts), queue)
    return queued


def _had(given: Week | None, week: Week) -> bool:
    return given is not None and given >= week


def _messages(team_id: str, week: Week, now: datetime, parts: ReflectionParts) -> dict[str, OutboundMessage]:
    """The question for every group of a team; without a group nothing is noted, so that one linked today gets it."""
    chats = parts.roster.chats(team_id)
    if not chats:
        return {}
    prompt = next_prompt(team_id, week, 0, now, parts.reflections, parts.prompts, parts.entries)
    given = parts.reflections.give(team_id, week, 0, prompt, now)
    if given is None:
        return {}
    found: Mapping[str, Entry] = parts.entries()
    words = PromptWords(parts.catalogue, parts.references, parts.prompts, found.get)
    message = team_prompt(prompt, given.prompt_id, parts.reflections.goal(team_id), words, weekly=True)
    LOG.info("the reflection question of %s goes out: %d groups", week.written, len(chats))
    return {
        f"{given.subject}:post:{number}": replace(message, target=Target(chat.chat, subject=given.subject))
        for number, chat in enumerate(chats)
    }
