"""Backups that make themselves while Houvast serves."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from logging import getLogger

from bot.operations.backups.making import Reason, backups_in, make_backup, prune
from bot.operations.errors import BackupFailed
from bot.settings import Settings

LOG = getLogger(__name__)
LOOK_S = 60.0
"""Seconds between looks whether one is due."""
AGAIN_AFTER = timedelta(hours=1)
"""After a failure."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass
class BackupSchedule:
    """Makes a backup whenever the newest one is too old.

    Attributes:
        settings: The configuration.
        now: Tells the time.
    """

    settings: Settings
    now: Callable[[], datetime] = _now
    _not_before: datetime = field(default=datetime.min.replace(tzinfo=UTC))

    async def run(self) -> None:
        """Look for ever."""
        while True:
            if self.due():
                await asyncio.to_thread(self.make)
            await asyncio.sleep(LOOK_S)

    def due(self) -> bool:
        """Whether it is time; what is from the future, after a clock that was wrong, counts for nothing."""
        every, now = timedelta(hours=self.settings.backup.every_hours), self.now()
        if not every or now < self._not_before <= now + AGAIN_AFTER:
            return False
        made = [found.made_at for found in backups_in(self.settings.backup_folder) if not found.before_upgrade]
        return not any(now - every < moment <= now + timedelta(hours=1) for moment in made)

    def make(self) -> None:
        """Make one and remove what is too old; a failure is logged, and tried again in an hour."""
        folder = self.settings.backup_folder
        try:
            made = make_backup(self.settings, folder, self.now(), Reason.SCHEDULED)
        except BackupFailed as error:
            self._not_before = self.now() + AGAIN_AFTER
            LOG.error("%s; trying again in an hour", error)
            return
        removed = prune(folder, self.settings.backup.keep)
        LOG.info("backup: %s (%.1f MB); removed: %d", made.path, made.size / 1e6, len(removed))
