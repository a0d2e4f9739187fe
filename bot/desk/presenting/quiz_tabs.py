"""The pages within *Quiz*, in order, each with the right it needs."""

from dataclasses import dataclass

from bot.desk.security.visits import Visit
from knowledge.roster import Action


@dataclass(frozen=True, slots=True)
class Tab:
    """A page within *Quiz*; its name stands in the catalogue as ``desk_quiz.tabs.KEY``."""

    key: str
    path: str
    action: Action


TABS = (
    Tab("items", "/quizvragen", Action.AUTHOR_QUIZ),
    Tab("files", "/quizvragen/bestanden", Action.AUTHOR_QUIZ),
    Tab("figures", "/quizcijfers", Action.SEE_MASTERY),
    Tab("plan", "/quizplannen", Action.START_QUIZ),
)


def tabs_of(visit: Visit) -> list[Tab]:
    """What a visitor may open."""
    return [tab for tab in TABS if visit.may(tab.action)]
