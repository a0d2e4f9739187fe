"""Start the desk beside the bot, where its libraries are installed."""

from typing import TYPE_CHECKING

from actions.house import House
from bot.desk.errors import DeskUnavailable, ExtraMissing
from bot.settings import Settings
from knowledge.store.database import Database

if TYPE_CHECKING:
    from bot.desk.serving import BackgroundDesk

_OURS = {"actions", "bot", "embeddings", "knowledge"}


def start_desk(settings: Settings, database: Database | None, house: House | None) -> "BackgroundDesk":
    """Serve the desk on a thread of its own, with parts that are open already.

    Args:
        settings: The configuration.
        database: The store; stays open as long as the desk runs.
        house: What the actions need.

    Raises:
        DeskUnavailable: A library or a part is missing, the actions run elsewhere, or the port is taken.
        StoreError: The secret cannot be read.
    """
    if house is None and settings.actions.endpoint:
        raise DeskUnavailable("with actions.endpoint set the desk runs on its own: start 'houvast desk' beside it")
    try:
        from bot.desk.app import make_app
        from bot.desk.desk import open_desk
        from bot.desk.serving import BackgroundDesk
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in _OURS:
            raise
        raise ExtraMissing(error.name or "fastapi") from error
    desk = open_desk(settings, database, house)
    return BackgroundDesk(make_app(desk), desk.background, settings.desk)
