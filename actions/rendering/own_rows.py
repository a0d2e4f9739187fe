"""Rows about a person in words: no JSON, no numbers that mean nothing to a reader."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any

from actions.curating.purpose import CURATE
from actions.forms.draft import FormDraft
from actions.forms.slots import ORDER
from actions.forms.top3.draft import Top3Draft
from actions.forms.top3.slots import OPEN
from actions.rendering.consult_form import shown_value
from actions.rendering.own_quiz_rows import quiz_line
from actions.rendering.sources import day
from actions.turn import CONSULT
from knowledge.messages.catalogue import Catalogue
from knowledge.reflection.rhythm import ZONE

Row = Mapping[str, Any]
_TAG = re.compile(r"</?[a-z][^<>]*>")


@dataclass(frozen=True, slots=True)
class RowWords:
    """Words rows of the store.

    Attributes:
        catalogue: User texts.
        title_of: Title of a published entry by slug; ``None`` when it is gone.
        team_of: Name of a team by id; ``None`` when it is gone.
        expertise: How an expertise is named, by id.
        zone_of: Turns a stored moment into the reader's own time.
    """

    catalogue: Catalogue
    title_of: Callable[[str], str | None]
    team_of: Callable[[str], str | None]
    expertise: Mapping[str, str]
    zone_of: Callable[[datetime], datetime] = lambda moment: moment.astimezone(ZONE)

    def lines(self, table: str, rows: Sequence[Row]) -> list[str]:
        """Every row of a table, one or more lines each; rows that say the same are counted."""
        worded: dict[str, Callable[[Row], list[str]]] = {
            "conversation": self._conversation,
            "unanswered_question": self._question,
            "feedback": self._vote,
            "outbox": self._message,
            "handled_update": lambda row: [self._say("handled", when=self.when(row["started_at"]))],
            "pseudonym": lambda row: [self._say("pseudonym", pseudonym=row["pseudonym"])],
            "entry_version": self._written,
            "version_decision": self._decided,
            "resolved_question": self._resolved,
            "draft": lambda row: [self._say("concept", when=self.when(row["changed_at"]), slug=row["slug"])],
            "review_note": self._remark,
            "handled_feedback": lambda row: [
                self._say("handled_vote", when=self.when(row["handled_at"]), title=self._title(row))
            ],
            "entry_owner": lambda row: [
                self._say("owner", when=self.when(row["since"]), title=self.titles([row["slug"]]))
            ],
            "signal_sentence": self._example,
            "audit": self._audit,
            "audit_about": self._audit,
            "team_member": self._member,
            "invitation": self._invitation,
            "consultation": self._consultation,
            "contribution": self._contribution,
            "desk_session": lambda row: [self._say("desk_session", when=self.when(row["created_at"]))],
            "desk_link": lambda row: [self._say("desk_link", when=self.when(row["created_at"]))],
        }
        if table == "conversation_event":
            counts = Counter(self.when(row["happened_at"]) for row in rows)
            return [self._say("events", when=when, count=count) for when, count in counts.items()]
        if table in worded:
            return [line for row in rows for line in worded[table](row)]
        told = [quiz_line(table, row, self._say, self.when) for row in rows]
        return [line for row, own in zip(rows, told, strict=True) for line in ([own] if own else self._other(row))]

    def when(self, stored: str) -> str:
        """A stored moment as people write it: ``22 november 2026 om 10:15``."""
        moment = self.zone_of(datetime.fromisoformat(stored))
        return self.catalogue.text("own.when", date=day(moment.date(), self.catalogue), time=f"{moment:%H:%M}")

    def titles(self, slugs: Sequence[str]) -> str:
        """Titles of entries, in order."""
        return "; ".join(self.title_of(slug) or self.catalogue.text("own.unknown_card") for slug in slugs)

    def _say(self, key: str, **values: object) -> str:
        return self.catalogue.text(f"own.rows.{key}", **values)

    def _name(self, section: str, key: str) -> str:
        return self.catalogue.section(f"own.{section}").get(key, key)

    def _title(self, row: Row) -> str:
        return row.get("title") or self.catalogue.text("own.unknown_card")

    def _example(self, row: Row) -> list[str]:
        state = self._name("sentence_states", row["state"])
        return [self._say("signal_sentence", when=self.when(row["at"]), state=state)]

    def _conversation(self, row: Row) -> list[str]:
        slots = json.loads(row["slots"])
        lines = [self._say("conversation", when=self.when(row["updated_at"]))]
        if pending := slots.get("pending"):
            question = pending.get("question")
            lines.append(self._say("waiting", question=question) if question else self._say("waiting_plain"))
            options = pending.get("options", [])
            typed = {CONSULT: options, CURATE: options[:2]}.get(pending.get("kind"), [])
            lines += [self._say("waiting", question=text) for text in typed if text]
        lines += self._draft(slots)
        lines += self._top3(slots)
        if entries := slots.get("last_entries"):
            lines.append(self._say("last_cards", titles=self.titles([slug for slug, _ in entries])))
        return lines

    def _draft(self, slots: Row) -> list[str]:
        """A consultation that somebody is filling in."""
        draft = FormDraft.of(slots)
        shown = [(step, shown_value(step, draft, self.expertise, self.catalogue)) for step in ORDER]
        text = self.catalogue.text
        return [
            self._say("draft", name=text(f"consult.steps.{step.short}.name"), value=value)
            for step, value in shown
            if value
        ]

    def _top3(self, slots: Row) -> list[str]:
        """A Top-3 that somebody is filling in, or has not thrown away yet."""
        draft = Top3Draft.of(slots)
        situations = [*draft.done, draft.at_hand] if draft.at_hand else draft.done
        return [
            self._say("top3", value="; ".join(text for part, text in situation.items() if part != OPEN))
            for situation in situations
        ]

    def _question(self, row: Row) -> list[str]:
        status = self._name("question_status", row["status"])
        lines = [self._say("question", when=self.when(row["asked_at"]), text=row["redacted_text"], status=status)]
        if candidates := json.loads(row["candidates"]):
            lines.append(self._say("candidates", titles=self.titles(candidates)))
        return lines

    def _vote(self, row: Row) -> list[str]:
        vote = self._name("votes", row["kind"])
        lines = [self._say("vote", when=self.when(row["given_at"]), vote=vote, title=self._title(row))]
        if row["redacted_note"]:
            lines.append(self._say("note", note=row["redacted_note"]))
        return lines

    def _message(self, row: Row) -> list[str]:
        status = self._name("message_status", row["status"])
        when = self.when(row["created_at"])
        lines = [self._say("message", when=when, reference=row["reference"], status=status)]
        if row["message"] and (text := _text_of(json.loads(row["message"]))):
            lines.append(self._say("message_text", text=text))
        return lines

    def _written(self, row: Row) -> list[str]:
        when = self.when(row["created_at"])
        return [self._say("written", when=when, number=row["number"], title=self._title(row))]

    def _decided(self, row: Row) -> list[str]:
        decision = self._name("decisions", row["decision"])
        return [self._say("decided", when=self.when(row["decided_at"]), title=self._title(row), decision=decision)]

    def _remark(self, row: Row) -> list[str]:
        kind = self.catalogue.text(f"beheer.notes.{row['kind']}")
        return [self._say("remark", when=self.when(row["at"]), kind=kind, title=self._title(row), text=row["text"])]

    def _resolved(self, row: Row) -> list[str]:
        status = self._name("question_status", row["status"])
        return [self._say("resolved", when=self.when(row["resolved_at"]), status=status)]

    def _audit(self, row: Row) -> list[str]:
        kind, _, name = row["subject"].partition(":")
        shown = {"entry": self.titles([name]), "team": self._team(name)}.get(kind, name)
        subject = self._name("subjects", kind).format(name=shown)
        action = self._name("audit", row["action"])
        return [self._say("audit", when=self.when(row["at"]), action=action, subject=subject)]

    def _member(self, row: Row) -> list[str]:
        empty = self.catalogue.text("roster.not_filled")
        values = {
            "team": self._team(row["team"]),
            "role": self.catalogue.section("roster.roles").get(row["role"], row["role"]),
            "name": row["display_name"] or empty,
            "organisation": row["organisation"] or empty,
            "expertise": self._expertise(json.loads(row["expertise"])) or empty,
        }
        return [self._say("member", when=self.when(row["joined_at"]), **values)]

    def _invitation(self, row: Row) -> list[str]:
        role = self.catalogue.section("roster.roles").get(row["role"], row["role"])
        when, uses = self.when(row["expires_at"]), row["uses_left"]
        return [self._say("invitation", team=self._team(row["team"]), role=role, when=when, uses=uses)]

    def _consultation(self, row: Row) -> list[str]:
        status = self._name("consultation_status", row["status"])
        when = self.when(row["created_at"])
        lines = [self._say("consultation", when=when, number=row["number"], team=row["team"], status=status)]
        for name, label in self.catalogue.section("own.consultation_fields").items():
            value = row.get(name)
            if name == "expertise" and value:
                value = self._expertise(json.loads(value))
            if value not in (None, ""):
                lines.append(self._say("other", name=label, value=value))
        return lines

    def _contribution(self, row: Row) -> list[str]:
        values = {"when": self.when(row["at"]), "number": row["number"], "team": row["team"]}
        kind = self._name("contribution_kind", row["kind"])
        if row["text"]:
            return [self._say("contribution_text", kind=kind, text=row["text"], **values)]
        return [self._say("contribution", kind=kind, **values)]

    def _team(self, team_id: str) -> str:
        return self.team_of(team_id) or self.catalogue.text("own.unknown_team")

    def _expertise(self, keys: Sequence[str]) -> str:
        return ", ".join(self.expertise.get(key, key) for key in keys)

    def _other(self, row: Row) -> list[str]:
        """Any other table: better plain words than a row that is left out."""
        told = {name: value for name, value in row.items() if value is not None and name not in ("id", "person")}
        return [self._say("other", name=name.replace("_", " "), value=value) for name, value in told.items()]


def _text_of(message: Any) -> str:  # noqa: ANN401 - JSON of any channel
    """The readable text in a message that waits, whatever its channel wraps around it."""
    if isinstance(message, dict):
        parts = [_text_of(value) if isinstance(value, (dict, list)) else "" for value in message.values()]
        own = next((message[key] for key in ("text", "html") if isinstance(message.get(key), str)), "")
        return " ".join(part for part in (_plain(own), *parts) if part)
    if isinstance(message, list):
        return " ".join(part for part in map(_text_of, message) if part)
    return ""


def _plain(text: str) -> str:
    """Text without the markup that a channel put in it."""
    return unescape(_TAG.sub("", text))
