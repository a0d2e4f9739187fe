"""All settings, read from ``config.yml`` and composed into the settings of each package.

Every key, its default and unit stand in ``docs/operators/configuration.md``; a test keeps that true.
"""

from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, YamlConfigSettingsSource

from actions.settings import ActionsSettings, LocalNumber
from bot.errors import ConfigError
from bot.sections import (
    ActionsSection,
    AnswerSection,
    BackupSection,
    ConsoleSection,
    ConsultSection,
    DeskSection,
    EncoderSection,
    LogSection,
    MetricsSection,
    OrganisationSection,
    PathsSection,
    PrivacySection,
    RetentionSection,
    ReviewSection,
    StoreSection,
    TelegramSection,
)
from embeddings.settings import EncoderSettings, RerankerSettings
from knowledge.entries.loader import CONTENT_FOLDER
from knowledge.reflection.rhythm import ZONE
from knowledge.settings import AnswerSettings
from knowledge.store.settings import RetentionSettings, StoreSettings

CRISIS_NUMBER = "crisisnummer"
"""The local field that ``organisation.local_number`` fills in."""


class Settings(BaseSettings):
    """Everything that can be configured."""

    model_config = SettingsConfigDict(extra="forbid", frozen=True)

    organisation: OrganisationSection = OrganisationSection()
    paths: PathsSection = PathsSection()
    encoder: EncoderSection = EncoderSection()
    answer: AnswerSection = AnswerSection()
    actions: ActionsSection = ActionsSection()
    store: StoreSection = StoreSection()
    retention: RetentionSection = RetentionSection()
    consult: ConsultSection = ConsultSection()
    review: ReviewSection = ReviewSection()
    privacy: PrivacySection = PrivacySection()
    console: ConsoleSection = ConsoleSection()
    telegram: TelegramSection = TelegramSection()
    desk: DeskSection = DeskSection()
    metrics: MetricsSection = MetricsSection()
    log: LogSection = LogSection()
    backup: BackupSection = BackupSection()
    base: Path = Field(Path(), exclude=True)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - signature of pydantic-settings
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what :func:`load_settings` read: the environment holds secrets, never settings."""
        return (init_settings,)

    @property
    def data_folder(self) -> Path:
        """Folder of database and index, absolute."""
        return (self.base / self.paths.data).resolve()

    @property
    def content_folder(self) -> Path:
        """Folder of the content, absolute."""
        return (self.base / self.paths.content).resolve() if self.paths.content else CONTENT_FOLDER

    @property
    def backup_folder(self) -> Path:
        """Folder of the backups, absolute."""
        return (self.base / self.backup.folder).resolve() if self.backup.folder else self.data_folder / "backups"

    @property
    def second_opinion_folder(self) -> Path:
        """Folder of what the second detector of personal data looks up, absolute."""
        return self.data_folder / "deduce"

    def local_facts(self) -> dict[str, str]:
        """What the organisation filled in for entries; the regional crisis number is filled in once, for all."""
        number = self.organisation.local_number
        crisis = {CRISIS_NUMBER: f"{number.label} {number.number}".strip()} if number.number else {}
        return crisis | self.organisation.local

    def hide_expired_on(self) -> date | None:
        """The day on which expired entries are left out: today in the Netherlands; None to show them as expired."""
        return datetime.now(ZONE).date() if self.review.hide_expired else None

    def for_encoder(self) -> EncoderSettings:
        """Settings of the encoder."""
        section = self.encoder
        models = self.data_folder / "models"
        return EncoderSettings(kind=section.kind, model=section.model or None, threads=section.threads, adapted=models)

    def for_reranker(self) -> RerankerSettings | None:
        """Settings of the reranker; None when there is none."""
        section = self.encoder
        return RerankerSettings(section.reranker, section.threads) if section.reranker else None

    def for_store(self) -> StoreSettings:
        """Settings of the store."""
        return StoreSettings(
            self.data_folder / "houvast.sqlite3",
            self.store.busy_timeout_ms,
            RetentionSettings(**self.retention.model_dump()),
        )

    def for_answers(self) -> AnswerSettings:
        """Thresholds of the answer."""
        return AnswerSettings(self.answer.direct_at, self.answer.suggest_at)

    def for_actions(self) -> ActionsSettings:
        """Settings of the conversation and the action server."""
        local = self.organisation.local_number
        return ActionsSettings(
            endpoint=self.actions.endpoint or None,
            host=self.actions.host,
            port=self.actions.port,
            timeout_ms=self.actions.timeout_ms,
            message_limit=self.answer.message_limit,
            choices=self.answer.choices,
            local_number=LocalNumber(local.label, local.number),
            printable_summaries=self.consult.printable,
            desk_url=self.desk.public_url,
        )


def load_settings(path: Path | None) -> Settings:
    """Read a configuration file.

    Args:
        path: The file; ``None`` takes every default, with paths relative to the working folder.

    Returns:
        The settings.

    Raises:
        ConfigError: Unreadable file, unknown key (names the nearest valid one) or bad value; one line.
    """
    if path is None:
        return Settings(base=Path.cwd())
    try:
        data = YamlConfigSettingsSource(Settings, yaml_file=path)() if path.exists() else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" line {mark.line + 1}" if mark else ""
        raise ConfigError(f"{path}:{line} is no valid YAML") from error
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: cannot be read as settings ({error})") from error
    if data is None:
        raise ConfigError(f"{path}: there is no such file; give --config FILE or create it")
    try:
        return Settings(**data, base=path.resolve().parent)
    except ValidationError as error:
        raise ConfigError(f"{path}: {_reason(error.errors()[0])}") from error


def _reason(problem: Any) -> str:  # noqa: ANN401 - pydantic's ErrorDetails
    """One line about one problem."""
    path = [str(part) for part in problem["loc"]]
    key = ".".join(path)
    if problem["type"] == "extra_forbidden":
        near = get_close_matches(key, documented_keys(), n=1, cutoff=0.4)
        return f"unknown key '{key}'" + (f"; did you mean '{near[0]}'?" if near else "")
    return f"'{key}': {problem['msg']} (given: {problem['input']!r})"


def documented_keys(model: type[BaseModel] = Settings, prefix: str = "") -> dict[str, Any]:
    """Every key as ``section.name`` with its pydantic field."""
    keys: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        if field.exclude:
            continue
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            keys |= documented_keys(inner, f"{prefix}{name}.")
        else:
            keys[f"{prefix}{name}"] = field
    return keys
