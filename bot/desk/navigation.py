"""The pages in the menu, in order, each with the right it needs."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.desk.security.visits import Visit
from knowledge.roster import Action


@dataclass(frozen=True, slots=True)
class Item:
    """A page in a menu; the words of KEY stand in the catalogue, ``desk.nav.KEY`` for the main menu."""

    key: str
    path: str
    action: Action


MENU = (
    Item("today", "/vandaag", Action.USE_DESK),
    Item("knowledge", "/kennisbank", Action.USE_DESK),
    Item("review", "/beoordelen", Action.CURATE),
    Item("questions", "/onbeantwoord", Action.ANSWER_QUESTIONS),
    Item("feedback", "/feedback", Action.ANSWER_QUESTIONS),
    Item("concepts", "/begrippen", Action.USE_DESK),
    Item("signals", "/signalen", Action.TEACH_SIGNALS),
    Item("quiz", "/quizvragen", Action.AUTHOR_QUIZ),
    Item("team", "/team", Action.SEE_TEAM),
    Item("usage", "/gebruik", Action.SEE_USAGE),
    Item("audit", "/logboek", Action.SEE_AUDIT),
)


def allowed(items: Iterable[Item], visit: Visit | None) -> list[Item]:
    """Those that a visitor may open; nothing before they sign in."""
    return [item for item in items if visit is not None and visit.may(item.action)]


def menu_of(visit: Visit | None) -> list[Item]:
    """What a visitor finds in the menu; nothing before they sign in."""
    return allowed(MENU, visit)
