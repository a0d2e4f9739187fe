"""What a consultation begins with when it follows the language check or the Top-3."""

from collections.abc import Callable
from typing import Any

from actions.forms.answers import LONGEST
from actions.forms.slots import REDO, SUGGESTION, Step
from actions.forms.top3.draft import Top3Draft
from actions.house import House
from actions.rendering.top3 import as_text
from actions.turn import Turn

Source = Callable[[Turn, House], dict[str, Any] | None]
"""The first answers of a draft; ``None`` when what they come from is not there any more."""


def _from_check(turn: Turn, house: House) -> dict[str, Any] | None:
    """The text that was checked, as what was seen or heard; it is asked again, so that it can be made concrete."""
    kept = house.texts.find(turn.person)
    if kept is None or not kept.clean or len(kept.text) > LONGEST:
        return None
    return {Step.FACTS.value: kept.text, REDO: Step.FACTS.value}


def _from_top3(turn: Turn, house: House) -> dict[str, Any] | None:
    """The situations as the worries, with a question to the team that may be taken over."""
    situations = Top3Draft.of(turn.slots).done
    if not situations:
        return None
    worries = as_text(situations, LONGEST, house.catalogue)
    return {Step.WORRIES.value: worries, SUGGESTION: house.catalogue.text("top3.suggestion")}


SOURCES: dict[str, Source] = {"taalcheck": _from_check, "top3": _from_top3}
"""What fills the first answers, by what follows ``/overleg``."""
LOST = {"taalcheck": "wording.gone", "top3": "top3.no_draft"}
"""What to say when there is nothing to fill in any more."""
