"""Settings, token, what is open to others, and what is installed."""

import asyncio
import os
from collections.abc import Iterator
from importlib.util import find_spec
from urllib.parse import urlsplit

from bot.content_problems import content_problems
from bot.errors import TelegramOutOfReach, TokenMissing, TokenRefused
from bot.operations.doctor.finding import Finding, fail, ok, warn
from bot.operations.doctor.subject import Subject
from bot.operations.secret import ACTIONS_TOKEN, LOOPBACK, METRICS_TOKEN, read_secret
from bot.operations.telegram_token import TOKEN_FILE, read_token
from knowledge.entries.local import unknown_reason
from knowledge.errors import SecondOpinionUnavailable
from knowledge.signals.privacy.second_opinion.library import INSTALL, deduce_version

EXTRAS = {"desk": "fastapi", "reports": "fpdf", "training": "sklearn", "models": "sentence_transformers"}
"""A library of each extra that a user can miss."""


def config(subject: Subject) -> Iterator[Finding]:
    """The settings file; that it could be read is known by now."""
    if subject.config is None:
        yield ok("config", "none")
    else:
        yield ok("config", "fine", file=subject.config)


def organisation(subject: Subject) -> Iterator[Finding]:
    """What only the organisation knows."""
    own, known = subject.settings.organisation, subject.content.references.local
    if not own.local_number.number:
        yield warn("organisation", "no_number")
    for name in own.local:
        if name not in known:
            yield warn("organisation", "unknown_field", reason=unknown_reason(name, known))
    if own.local_number.number and all(name in known for name in own.local):
        yield ok("organisation", "fine")


def token(subject: Subject) -> Iterator[Finding]:
    """The token of the bot; whether Telegram knows it only when asked to go online."""
    try:
        secret = read_token()
    except TokenMissing:
        if os.environ.get(TOKEN_FILE):
            yield fail("token", "unreadable")
        else:
            yield warn("token", "missing")
        return
    if not subject.online:
        yield ok("token", "not_asked")
        return
    # python-telegram-bot takes a third of a second to import.
    from bot.channels.telegram.checking import whoami
    from bot.channels.telegram.connection import Line

    try:
        name = asyncio.run(whoami(Line(secret, subject.settings.telegram.api)))
    except TokenRefused:
        yield fail("token", "refused")
    except TelegramOutOfReach as error:
        yield warn("token", "out_of_reach", reason=error.reason)
    else:
        yield ok("token", "known", name=name)


def exposure(subject: Subject) -> Iterator[Finding]:
    """Which of our servers other machines can reach."""
    settings = subject.settings
    desk = settings.desk
    https = desk.public_url.startswith("https://")
    if desk.host in LOOPBACK:
        yield ok("desk", "behind_proxy" if https else "local", address=desk.public_url)
    elif https:
        yield warn("desk", "open_https", host=desk.host)
    else:
        yield fail("desk", "open_http", host=desk.host)
    if not settings.metrics.port:
        yield ok("metrics", "off")
    elif settings.metrics.host in LOOPBACK:
        yield ok("metrics", "local", port=settings.metrics.port)
    elif read_secret(METRICS_TOKEN):
        yield warn("metrics", "open_token", host=settings.metrics.host)
    else:
        yield fail("metrics", "open", host=settings.metrics.host, variable=METRICS_TOKEN)
    yield from _actions(subject)


def _actions(subject: Subject) -> Iterator[Finding]:
    """The action server, and the way to one."""
    actions = subject.settings.actions
    if actions.host in LOOPBACK:
        yield ok("actions", "local")
    elif read_secret(ACTIONS_TOKEN):
        yield warn("actions", "open_token", host=actions.host)
    else:
        yield fail("actions", "open", host=actions.host, variable=ACTIONS_TOKEN)
    address = urlsplit(actions.endpoint)
    if address.scheme == "http" and address.hostname not in LOOPBACK:
        yield warn("actions", "endpoint_http", host=address.hostname)


def extras(subject: Subject) -> Iterator[Finding]:
    """Which optional parts are installed, and which one is asked for and missing."""
    settings = subject.settings
    missing = {name for name, library in EXTRAS.items() if find_spec(library) is None}
    needs_models = settings.encoder.kind == "sentence-transformer" or bool(settings.encoder.reranker)
    if "models" in missing and needs_models:
        yield fail("extras", "models_missing")
    if "desk" in missing:
        yield (fail if settings.desk.public_url else warn)("extras", "desk_missing")
    present = ", ".join(sorted(EXTRAS.keys() - missing)) or "-"
    yield ok("extras", "fine", present=present, missing=", ".join(sorted(missing)) or "-")


def second_opinion(subject: Subject) -> Iterator[Finding]:
    """The second detector of personal data: whether it is there when it is asked for."""
    if subject.settings.privacy.second_opinion == "none":
        yield ok("second_opinion", "alone")
        return
    try:
        found = deduce_version()
    except SecondOpinionUnavailable as error:
        yield fail("second_opinion", "missing", reason=error.reason, install=INSTALL)
        return
    if (subject.settings.second_opinion_folder / found).exists():
        yield ok("second_opinion", "fine", version=found)
    else:
        yield warn("second_opinion", "unbuilt", version=found)


def content(subject: Subject) -> Iterator[Finding]:
    """The files of the content."""
    refused = content_problems(subject.content, ())
    if refused:
        yield warn("content", "refused", count=len(refused), first=refused[0])
    else:
        yield ok("content", "fine", count=len(subject.content.entries))
