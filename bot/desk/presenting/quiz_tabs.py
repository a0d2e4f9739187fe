"""The pages within *Quiz*, in order, each with the right it needs; named in ``desk_quiz.tabs.KEY``."""

from bot.desk.navigation import Item, allowed
from bot.desk.security.visits import Visit
from knowledge.roster import Action

TABS = (
    Item("items", "/quizvragen", Action.AUTHOR_QUIZ),
    Item("files", "/quizvragen/bestanden", Action.AUTHOR_QUIZ),
    Item("figures", "/quizcijfers", Action.SEE_MASTERY),
    Item("plan", "/quizplannen", Action.START_QUIZ),
)


def tabs_of(visit: Visit) -> list[Item]:
    """What a visitor may open."""
    return allowed(TABS, visit)
