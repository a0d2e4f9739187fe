"""What the sub-commands share: settings, exit statuses and a progress bar."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from rich.console import Console
from rich.progress import Progress, TaskID

from bot.assembly import default_config
from bot.operations.monitoring.logs import set_format
from bot.settings import Settings, load_settings


class ExitStatus(IntEnum):
    """Exit statuses of the command line."""

    OK = 0
    DEGRADED = 1
    USAGE = 2


@dataclass(frozen=True, slots=True)
class Context:
    """Options given before the sub-command."""

    config: str

    def settings(self) -> Settings:
        """The settings of the given, or the default, file; the log takes the form that they ask for.

        Raises:
            ConfigError: The file cannot be used.
        """
        settings = load_settings(Path(self.config) if self.config else default_config())
        set_format(settings.log.format)
        return settings


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error that appears only when there is something to do.

    Args:
        label: What is being done.

    Yields:
        A function to call with (done, total).
    """
    with Progress(console=Console(stderr=True), transient=True) as bar:
        tasks: list[TaskID] = []

        def report(done: int, total: int) -> None:
            if not tasks:
                tasks.append(bar.add_task(label, total=total))
            bar.update(tasks[0], completed=done, total=total)

        yield report
