"""Figures for Prometheus: how long stages take, what is decided, what waits. No text, no person, no chat.

Every label has a handful of values that are fixed in the code.
"""

import logging
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    Info,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from actions.vocabulary import DecisionKind
from bot.measuring import ERROR, Stage
from bot.operations.backups.making import backups_in
from bot.operations.monitoring.health import Health
from bot.settings import Settings
from knowledge.errors import KnowledgeError
from knowledge.store import Generation, OutboxStore
from knowledge.store.database import Database
from knowledge.store.rows import OutboxStatus

BUCKETS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Upper bounds in seconds: a search takes some 30 ms, a call to Telegram some 100."""
OWN = ("actions", "bot", "embeddings", "knowledge")


class Figures:
    """Counts and times of this process; a :class:`bot.measuring.Measure`."""

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.registry = CollectorRegistry()
        self._stages = Histogram(
            "houvast_stage_seconds", "How long a stage takes", ["stage"], buckets=BUCKETS, registry=self.registry
        )
        self._decisions = Counter("houvast_decisions", "Decisions", ["kind"], registry=self.registry)
        self._logged = Counter(
            "houvast_log_records", "Log records from warning up", ["level", "part"], registry=self.registry
        )
        Info("houvast", "This version", registry=self.registry).info({"version": version("houvast")})
        ProcessCollector(registry=self.registry)
        for stage in Stage:
            self._stages.labels(stage.value)
        for kind in (*(kind.value for kind in DecisionKind), ERROR):
            self._decisions.labels(kind)
        for level in ("warning", "error", "critical"):
            self._logged.labels(level, "bot")

    def took(self, stage: Stage, seconds: float) -> None:
        """A stage took so long."""
        self._stages.labels(stage.value).observe(seconds)

    def decided(self, kind: str) -> None:
        """A decision was taken."""
        self._decisions.labels(kind).inc()

    def logged(self, level: str, part: str) -> None:
        """Something was logged."""
        self._logged.labels(level, part).inc()

    def text(self) -> bytes:
        """All figures in the text format of Prometheus."""
        return generate_latest(self.registry)


class CountingHandler(logging.Handler):
    """Counts what is logged from warning up, by level and package; never what it says."""

    def __init__(self, figures: Figures) -> None:
        super().__init__(logging.WARNING)
        self._figures = figures

    def emit(self, record: logging.LogRecord) -> None:
        """Count a record."""
        package = record.name.partition(".")[0]
        self._figures.logged(record.levelname.lower(), package if package in OWN else "library")


@dataclass(eq=False)
class State(Collector):
    """What is asked for at the moment of reading.

    Attributes:
        settings: The configuration.
        database: The store; None when it could not be opened.
        health: Which parts work.
        queues: How much waits in memory, by name.
        problems: What could not be opened at the start.
    """

    settings: Settings
    database: Database | None
    health: Health
    queues: Callable[[], Mapping[str, int]] = dict
    problems: list[str] = field(default_factory=list)

    def collect(self) -> Iterable[Metric]:
        """The figures of now; those of a store that cannot be read are left out."""
        parts = _gauge("houvast_part_up", "Whether a part works", "part")
        for name, works in self.health.look().items():
            parts.add_metric([name], works)
        yield parts
        yield GaugeMetricFamily("houvast_loop_lag_seconds", "Since the event loop last ran", self.health.lag_s)
        yield GaugeMetricFamily("houvast_start_problems", "Parts that failed at the start", len(self.problems))
        queues = _gauge("houvast_queue_length", "What waits in memory", "queue")
        for name, length in self.queues().items():
            queues.add_metric([name], length)
        yield queues
        yield from self._disk()
        if self.database is not None:
            try:
                yield from _stored(self.database)
            except KnowledgeError:
                return

    def _disk(self) -> Iterable[Metric]:
        now = datetime.now(UTC)
        if made := [backup.made_at for backup in backups_in(self.settings.backup_folder)]:
            age = (now - max(made)).total_seconds()
            yield GaugeMetricFamily("houvast_last_backup_age_seconds", "Since the newest backup was made", age)
        if self.settings.data_folder.exists():
            free = shutil.disk_usage(self.settings.data_folder).free
            yield GaugeMetricFamily("houvast_disk_free_bytes", "Free on the disk of the data folder", free)
        database = self.settings.for_store().path
        if database.exists():
            yield GaugeMetricFamily("houvast_database_bytes", "Size of the database", database.stat().st_size)


def _stored(database: Database) -> list[Metric]:
    outbox = OutboxStore(database)
    counts, oldest = outbox.counts(), outbox.oldest_waiting()
    states = _gauge("houvast_outbox_messages", "Messages on their way out", "state")
    for state in OutboxStatus:
        states.add_metric([state.value], counts.get(state, 0))
    waiting = (datetime.now(UTC) - oldest).total_seconds() if oldest else 0
    return [
        states,
        GaugeMetricFamily("houvast_outbox_oldest_seconds", "How long the oldest message waits", waiting),
        GaugeMetricFamily("houvast_generation", "Number of the published content", Generation(database).current()),
    ]


def _gauge(name: str, help_text: str, label: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, help_text, labels=[label])
