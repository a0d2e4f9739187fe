"""A backup before the tables are changed, so that the version before can be put back."""

from datetime import datetime
from logging import getLogger
from pathlib import Path

from bot.operations.backups.making import Reason, make_backup, prune
from bot.operations.errors import BackupFailed
from bot.settings import Settings
from knowledge.errors import StoreError
from knowledge.store.inspection import read_schema

LOG = getLogger(__name__)


def backup_before_upgrade(settings: Settings, now: datetime) -> Path | None:
    """Back up a database that this version is about to bring up to date.

    Args:
        settings: The configuration.
        now: When.

    Returns:
        The backup; None when nothing will be changed, or when opening the database will say what is wrong with it.

    Raises:
        StoreError: No backup could be made; the tables should then stay as they are.
    """
    store = settings.for_store()
    if not store.path.exists():
        return None
    try:
        schema = read_schema(store.path, store.busy_timeout_ms)
    except StoreError:
        return None
    if not schema.applied or not schema.pending or schema.newer:
        return None
    folder = settings.backup_folder
    try:
        made = make_backup(settings, folder, now, Reason.BEFORE_UPGRADE)
    except BackupFailed as error:
        raise StoreError(f"{store.path}: the tables need an upgrade, and before that a backup: {error}") from error
    prune(folder, settings.backup.keep)
    LOG.warning("the tables are brought up to date (%d steps); backup: %s", len(schema.pending), made.path)
    return made.path
