"""All checks, one after the other; one that breaks is a finding itself."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from bot.errors import BotError, ConfigError
from bot.operations.doctor import answers, outside, storage, webhook
from bot.operations.doctor.finding import Finding, Verdict, fail
from bot.operations.doctor.subject import Subject
from bot.settings import load_settings
from embeddings.errors import EmbeddingError
from knowledge.errors import KnowledgeError

CHECKS: tuple[tuple[str, Callable[[Subject], Iterator[Finding]]], ...] = (
    ("config", outside.config),
    ("organisation", outside.organisation),
    ("token", outside.token),
    ("webhook", webhook.webhook),
    ("extras", outside.extras),
    ("second_opinion", outside.second_opinion),
    ("desk", outside.exposure),
    ("permissions", storage.permissions),
    ("disk", storage.disk),
    ("clock", storage.clock),
    ("database", storage.database),
    ("backup", storage.backups),
    ("outbox", storage.outbox),
    ("content", outside.content),
    ("index", answers.search),
    ("phrasings", answers.phrasings),
    ("entries", answers.entries),
)


def examine(config: Path | None, now: datetime, *, online: bool = False) -> list[Finding]:
    """Examine an installation; nothing in it changes.

    Args:
        config: The settings file; None takes every default.
        now: The present.
        online: Whether Telegram may be asked if it knows the token.

    Returns:
        What was found, in the order of the checks. With settings that cannot be read that is all there is.
    """
    try:
        settings = load_settings(config)
    except ConfigError as error:
        return [fail("config", "bad", reason=error)]
    subject = Subject(settings, config, now, online)
    try:
        return [finding for name, check in CHECKS for finding in _findings(name, check, subject)]
    finally:
        subject.close()


def healthy(findings: list[Finding]) -> bool:
    """Whether nothing is wrong; what asks for attention does not count."""
    return not any(finding.verdict is Verdict.FAIL for finding in findings)


def _findings(name: str, check: Callable[[Subject], Iterator[Finding]], subject: Subject) -> list[Finding]:
    try:
        return list(check(subject))
    except (BotError, KnowledgeError, EmbeddingError, OSError) as error:
        return [fail(name, "stopped", reason=error)]
