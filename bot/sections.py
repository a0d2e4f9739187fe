"""The sections of ``config.yml``: every key with its default, its bounds and its unit."""

from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from embeddings.settings import EncoderKind
from knowledge.entries.local import FIELD_ID, LONGEST_VALUE


class Section(BaseModel):
    """A part of the file; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LocalNumberSection(Section):
    """The crisis number of the region."""

    label: str = Field("", max_length=60, description="Name of the regional crisis number")
    number: str = Field("", max_length=30, description="The number; empty leaves it off the danger card")


LocalId = Annotated[str, StringConstraints(pattern=rf"^{FIELD_ID}$")]
LocalValue = Annotated[str, StringConstraints(max_length=LONGEST_VALUE, pattern=r"^[^{}\[\]\r\n]*$")]
"""One line of text; braces and brackets would be read as a field or a source mark."""


class OrganisationSection(Section):
    """Who runs this installation."""

    name: str = Field("", max_length=80, description="Name shown in the welcome line; empty leaves it out")
    local_number: LocalNumberSection = LocalNumberSection()
    local: dict[LocalId, LocalValue] = Field(
        {}, description="Facts of your own organisation in entries, by field of lokaal.yml"
    )


class PathsSection(Section):
    """Where files live; relative paths start at the folder of ``config.yml``."""

    data: str = Field("data", min_length=1, description="Folder of the database and the index")
    content: str = Field("", description="Folder with your own content; empty takes the content that ships")


class EncoderSection(Section):
    """The model that turns text into vectors."""

    kind: EncoderKind = Field("bundled", description="bundled, sentence-transformer or deterministic (tests only)")
    model: str = Field("", description="Folder or hub name of a SentenceTransformer; only for that kind")
    threads: int = Field(2, ge=1, le=64, description="CPU threads of one encoding; at most the number of cores")
    reranker: str = Field("", description="Folder or hub name of a CrossEncoder that looks again; empty: none")


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
    consultation_days: int = Field(90, ge=1, description="Texts of consultations that ended, in days")
    reflection_days: int = Field(365, ge=1, description="What a team learned from its reflection questions, in days")
    quiz_days: int = Field(180, ge=1, description="Answers in a quiz, and practice after the last answer, in days")


class ConsultSection(Section):
    """Questions to the team."""

    reduce_after_days: int = Field(
        3, ge=0, le=365, description="The post of a closed consultation becomes its number after so many days"
    )
    printable: bool = Field(
        True,  # noqa: FBT003 - a default
        description="Whether Telegram lets the files of a summary be saved, printed and forwarded",
    )


Days = Annotated[int, Field(ge=1, le=365)]


class ReviewSection(Section):
    """Review dates of entries."""

    remind_days: list[Days] = Field(
        [30, 7], max_length=5, description="Owners are reminded so many days before an entry expires, and on the day"
    )
    hide_expired: bool = Field(
        False,  # noqa: FBT003 - a default
        description="Whether an entry that expired is hidden; otherwise its answer says that it expired",
    )


class PrivacySection(Section):
    """How personal data is recognised."""

    second_opinion: Literal["none", "deduce"] = Field(
        "none", description="A second detector beside our own: none, or deduce, which you install yourself"
    )


class ConsoleSection(Section):
    """The console channel."""

    colour: Literal["auto", "always", "never"] = Field("auto", description="Colours: auto, always or never")


class WebhookSection(Section):
    """Where Telegram brings updates; the secret comes from the environment."""

    url: str = Field(
        "",
        pattern=r"^(https://[^\s/?#@]+(/[^\s?#]*)?|http://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(/[^\s?#]*)?)?$",
        description="Address that Telegram posts to: https, or http on this machine; needed for mode webhook",
    )
    host: str = Field("127.0.0.1", min_length=1, description="Address that the webhook listens on")
    port: int = Field(8081, ge=1, le=65_535, description="Port that the webhook listens on")
    path: str = Field(
        "", pattern=r"^(/[^\s?#]*)?$", description="Path that arrives here; empty: that of url, as most proxies keep it"
    )

    @property
    def local_path(self) -> str:
        """The path that is answered."""
        return self.path or urlsplit(self.url).path or "/"


class TelegramSection(Section):
    """The Telegram channel; the token comes from the environment."""

    mode: Literal["polling", "webhook"] = Field(
        "polling", description="polling: Houvast asks for messages; webhook: Telegram brings them"
    )
    api: str = Field(
        "https://api.telegram.org",
        pattern=r"^https?://[^\s/]+(:\d+)?$",
        description="Address of the Bot API, without a path; another one for a Bot API server of your own",
    )
    poll_timeout_s: int = Field(30, ge=1, le=50, description="How long one call waits for messages, in seconds")
    link_within_minutes: int = Field(
        60, ge=1, le=10_080, description="The bot leaves a group that no team lead linked within these minutes"
    )
    parallel_chats: int = Field(8, ge=1, le=64, description="Chats that are answered, and sent to, at the same time")
    send_per_second: int = Field(
        28, ge=1, le=30, description="Messages that are sent in a second, over all chats; Telegram takes about 30"
    )
    webhook: WebhookSection = WebhookSection()

    @model_validator(mode="after")
    def _reachable(self) -> "TelegramSection":
        if self.mode == "webhook" and not self.webhook.url:
            raise ValueError("mode webhook needs webhook.url, the address that Telegram posts to")
        return self

    messages_per_minute: int = Field(
        60, ge=5, le=6000, description="Messages of one person that are answered in a minute; danger always is"
    )


class DeskSection(Section):
    """The desk: the web pages for team leads and trainers."""

    host: str = Field("127.0.0.1", min_length=1, description="Address that 'houvast desk' binds")
    port: int = Field(8080, ge=1, le=65_535, description="Port that 'houvast desk' listens on")
    public_url: str = Field(
        "",
        pattern=r"^(https://[^\s/?#@]+|http://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?)?$",
        description="Address people open, without a path: https, or http on this machine; empty: no links in chat",
    )
    proxy: str = Field("127.0.0.1", description="Address of the reverse proxy that tells who a request is from")
    idle_minutes: int = Field(120, ge=5, le=1440, description="A session ends after so many minutes without use")
    session_hours: int = Field(12, ge=1, le=24, description="A session ends so many hours after signing in")


class MetricsSection(Section):
    """Health and figures of `houvast serve`, over HTTP."""

    host: str = Field("127.0.0.1", min_length=1, description="Address that health and figures are served on")
    port: int = Field(9464, ge=0, le=65_535, description="Port of health and figures; 0 leaves them out")


class LogSection(Section):
    """The operator's log."""

    format: Literal["text", "json"] = Field("text", description="text, or json: one object per line")


class BackupSection(Section):
    """Backups that `houvast serve` makes by itself."""

    folder: str = Field("", description="Where backups go; empty: the folder backups in the data folder")
    every_hours: int = Field(24, ge=0, le=720, description="Hours between backups; 0 makes none")
    keep: int = Field(7, ge=1, le=365, description="How many of them are kept")
