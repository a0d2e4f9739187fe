"""All settings, read from ``config.yml`` and composed into the settings of each package.

Every key, its default and unit stand in ``docs/operators/configuration.md``; a test keeps that true.
"""

from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, YamlConfigSettingsSource

from actions.settings import ActionsSettings, LocalNumber
from bot.errors import ConfigError
from embeddings.settings import EncoderKind, EncoderSettings
from knowledge.entries.loader import CONTENT_FOLDER
from knowledge.settings import AnswerSettings
from knowledge.store.settings import RetentionSettings, StoreSettings


class Section(BaseModel):
    """A part of the file; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LocalNumberSection(Section):
    """The crisis number of the region."""

    label: str = Field("", max_length=60, description="Name of the regional crisis number")
    number: str = Field("", max_length=30, description="The number; empty leaves it off the danger card")


class OrganisationSection(Section):
    """Who runs this installation."""

    name: str = Field("", max_length=80, description="Name shown in the welcome line; empty leaves it out")
    local_number: LocalNumberSection = LocalNumberSection()


class PathsSection(Section):
    """Where files live; relative paths start at the folder of ``config.yml``."""

    data: str = Field("data", min_length=1, description="Folder of the database and the index")
    content: str = Field("", description="Folder with your own content; empty takes the content that ships")


class EncoderSection(Section):
    """The model that turns text into vectors."""

    kind: EncoderKind = Field("bundled", description="bundled, sentence-transformer or deterministic (tests only)")
    model: str = Field("", description="Folder or hub name of a SentenceTransformer; only for that kind")
    threads: int = Field(2, ge=1, le=64, description="CPU threads of one encoding; at most the number of cores")


class AnswerSection(Section):
    """When the bot answers, offers a choice or says it does not know."""

    direct_at: float = Field(0.7, gt=0, le=1, description="Probability (0-1) from which the first entry is the answer")
    suggest_at: float = Field(0.2, gt=0, le=1, description="Probability (0-1) from which entries are offered")
    choices: int = Field(3, ge=1, le=5, description="Number of entries offered as 'bedoel je'")
    message_limit: int = Field(4000, ge=100, le=20_000, description="Longest message that is answered, in characters")

    @model_validator(mode="after")
    def _ordered(self) -> "AnswerSection":
        if self.suggest_at > self.direct_at:
            raise ValueError("suggest_at must not be higher than direct_at")
        return self


class ActionsSection(Section):
    """Where the Rasa actions run."""

    endpoint: str = Field(
        "", pattern=r"^(https?://.+)?$", description="URL of an action server's webhook; empty runs them in process"
    )
    host: str = Field("127.0.0.1", description="Address that 'houvast actions' binds")
    port: int = Field(5055, ge=1, le=65_535, description="Port that 'houvast actions' listens on")
    timeout_ms: int = Field(5000, ge=100, le=60_000, description="Wait for the action server, in milliseconds")


class StoreSection(Section):
    """The database."""

    busy_timeout_ms: int = Field(5000, ge=0, le=60_000, description="Wait for a locked database, in milliseconds")


class RetentionSection(Section):
    """How long rows are kept, in days."""

    conversation_days: int = Field(30, ge=1, description="Where a conversation is, in days after its last message")
    question_days: int = Field(90, ge=1, description="Redacted text of unanswered questions, in days")
    feedback_person_days: int = Field(90, ge=1, description="Who gave a vote, in days; the vote itself stays")
    log_days: int = Field(365, ge=1, description="Log of answered questions (no text, no person), in days")
    handled_days: int = Field(30, ge=1, description="Keys of handled messages, in days")
    outbox_days: int = Field(14, ge=1, description="Messages sent or given up, in days")


class ConsoleSection(Section):
    """The console channel."""

    colour: Literal["auto", "always", "never"] = Field("auto", description="Colours: auto, always or never")


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
    console: ConsoleSection = ConsoleSection()
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

    def for_encoder(self) -> EncoderSettings:
        """Settings of the encoder."""
        return EncoderSettings(kind=self.encoder.kind, model=self.encoder.model or None, threads=self.encoder.threads)

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
