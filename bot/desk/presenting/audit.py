"""Rows of the audit log in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from knowledge.messages.catalogue import Catalogue
from knowledge.store.desk_audit import Actor
from knowledge.store.rows import AuditRow


@dataclass(frozen=True, slots=True)
class Line:
    """An act in words.

    Attributes:
        at: When.
        who: By role, or by name where that is permitted.
        what: The act.
        subject: To what.
        slug: Of the entry it is about, for a link; empty for anything else.
    """

    at: datetime
    who: str
    what: str
    subject: str
    slug: str = ""


@dataclass(frozen=True, slots=True)
class AuditWords:
    """Words rows.

    Attributes:
        catalogue: User texts.
        titles: Title of a published entry by slug.
        teams: Name of a team by id.
        own: Opaque id of the reader.
        named: Whether the reader may see who it was; otherwise only as what they acted.
    """

    catalogue: Catalogue
    titles: Mapping[str, str]
    teams: Mapping[str, str]
    own: str
    named: bool

    def line(self, row: AuditRow, actor: Actor | None) -> Line:
        """One row; the actor is ``None`` once that person was forgotten, or left."""
        kind, _, name = row.subject.partition(":")
        known = {"entry": self.titles, "team": self.teams}.get(kind, {})
        shown = known.get(name) or (name if kind == "entry" else self.catalogue.text("desk_audit.gone"))
        subject = self.catalogue.section("own.subjects").get(kind, self.catalogue.text("desk_audit.other"))
        slug = name if kind == "entry" and name in self.titles else ""
        return Line(row.at, self.who(actor), self._what(row), subject.format(name=shown), slug)

    def act(self, action: str) -> str:
        """An act as people say it."""
        return self.catalogue.section("own.audit").get(action, action.replace("_", " "))

    def _what(self, row: AuditRow) -> str:
        """An act, with what was confirmed about golden questions."""
        worse, act = row.details.get("golden_worse", 0), self.act(row.action)
        if not worse:
            return act
        return self.catalogue.text(f"ijkvragen.audit_{'one' if worse == 1 else 'many'}", act=act, count=worse)

    def who(self, actor: Actor | None) -> str:
        """Who it was."""
        text = self.catalogue.text
        if actor is None:
            return text("desk_audit.nobody")
        if actor.person == self.own:
            return text("desk_audit.you")
        role = self.catalogue.section("desk.roles").get(actor.role, actor.role)
        if self.named and actor.name:
            return text("desk_audit.named", name=actor.name, role=role)
        return role
