"""Which question a team is given next: the store and the entries behind the rotation."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from knowledge.entries.model import Entry
from knowledge.reflection.model import Prompt, Week
from knowledge.reflection.near import near
from knowledge.reflection.prompts import Prompts
from knowledge.reflection.rotation import Pool, choose
from knowledge.store.reflections import ReflectionStore

LATELY = timedelta(days=7)
"""An entry that the team read within this time may come back as a question."""
Entries = Callable[[], Mapping[str, Entry]]
"""Published entries by slug; asked for only when they are needed."""


def next_prompt(
    team_id: str, week: Week, number: int, now: datetime, store: ReflectionStore, prompts: Prompts, entries: Entries
) -> Prompt:
    """The question for a team.

    Args:
        team_id: The team.
        week: Which week.
        number: 0 for the question of the week, above that for each one that is asked for.
        now: The present.
        store: Goal, earlier questions, and what the team read lately.
        prompts: Curated questions.
        entries: Published entries.

    Raises:
        StoreError: The store cannot be read.
        TeamNotFound: There is no such team.
    """
    used = store.read_lately(team_id, now - LATELY)
    pool = Pool(prompts, store.goal(team_id) is not None, near(used, entries()) if used else {})
    return choose(team_id, week, number, pool, store.last(team_id))
