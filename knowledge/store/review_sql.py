"""What the parts of `ReviewStore` share; each function runs inside a read or write of the caller."""

from collections.abc import Iterable
from typing import Any

from knowledge.errors import OwnVersionError
from knowledge.review.errors import AlreadyDecided, ExpertiseNeeded, OutdatedBase
from knowledge.review.model import Draft, DraftText, Note, NoteKind
from knowledge.review.rules import EXPERT, Refusal, is_urgent, refusal
from knowledge.roster.errors import NotPermitted
from knowledge.roster.permissions import Action, may
from knowledge.roster.roles import Role
from knowledge.store import entry_sql
from knowledge.store.connection import Sql
from knowledge.store.pseudonyms import FILE_AUTHOR, OPERATOR, find_pseudonym
from knowledge.store.rows import EntryVersion, VersionStatus
from knowledge.store.values import to_object, to_strings, to_time

_DRAFTS = """
    SELECT d.*, d.base_version IS NOT e.published_version AS outdated
    FROM draft AS d LEFT JOIN entry AS e ON e.slug = d.slug
"""


def may_anywhere(sql: Sql, person: str, action: Action) -> bool:
    """Whether somebody may do this in any team at work: the knowledge base is of the whole installation."""
    if person == OPERATOR:
        return may(Role.ADMIN, action)
    found = sql.execute(
        """
        SELECT DISTINCT m.role FROM team_member AS m JOIN team AS t ON t.id = m.team
        WHERE m.person = ? AND t.archived_at IS NULL
        """,
        [person],
    )
    return any(may(Role(role), action) for (role,) in found.fetchall())


def require_anywhere(sql: Sql, person: str, action: Action) -> None:
    """Checks `may_anywhere`.

    Raises:
        NotPermitted: If not.
    """
    if not may_anywhere(sql, person, action):
        raise NotPermitted(action)


def expertise_of(sql: Sql, person: str) -> frozenset[str]:
    """What somebody's profiles in teams at work say together."""
    found = sql.execute(
        """
        SELECT DISTINCT x.value FROM team_member AS m JOIN team AS t ON t.id = m.team, json_each(m.expertise) AS x
        WHERE m.person = ? AND t.archived_at IS NULL
        """,
        [person],
    )
    return frozenset(key for (key,) in found.fetchall())


def authors_of(sql: Sql, version: EntryVersion) -> tuple[str, ...]:
    """Pseudonyms of all who wrote a version; empty for a file."""
    row = sql.execute("SELECT authors FROM version_work WHERE version_id = ?", [version.version_id]).fetchone()
    written = () if version.created_by == FILE_AUTHOR else (version.created_by,)
    return tuple(dict.fromkeys((*written, *(to_strings(row[0]) if row else ()))))


def base_of(sql: Sql, version_id: int) -> tuple[int | None, bool]:
    """The version that this one was made from, and whether another one was published since."""
    row = sql.execute(
        """
        SELECT w.base_version, w.base_version IS NOT e.published_version FROM version_work AS w
        JOIN entry_version AS v ON v.id = w.version_id JOIN entry AS e ON e.id = v.entry_id WHERE w.version_id = ?
        """,
        [version_id],
    ).fetchone()
    return (None, False) if row is None else (row[0], bool(row[1]))


def urgent(sql: Sql, version: EntryVersion) -> bool:
    """Whether a version is urgent, or would replace an urgent one."""
    row = sql.execute(
        "SELECT v.document FROM entry AS e JOIN entry_version AS v ON v.id = e.published_version WHERE e.slug = ?",
        [version.slug],
    ).fetchone()
    return is_urgent(version.document, to_object(row[0]) if row else None)


def decided(sql: Sql, version: EntryVersion) -> str | None:
    """What was decided about a version, None while it waits."""
    row = sql.execute(
        "SELECT decision FROM version_decision WHERE version_id = ? ORDER BY id DESC LIMIT 1", [version.version_id]
    ).fetchone()
    if row is not None:
        return str(row[0])
    if version.status is VersionStatus.PUBLISHED:
        return "published from a file"
    waiting = f"SELECT 1 FROM entry_version AS v WHERE v.id = ? AND {entry_sql.UNDECIDED}"  # noqa: S608 - constants
    waits = sql.execute(waiting, [version.version_id])
    return None if waits.fetchone() else "replaced by a newer file"


def refusal_of(sql: Sql, version: EntryVersion, person: str) -> Refusal | None:
    """Why somebody may not approve a version; None when they may."""
    return refusal(
        permitted=may_anywhere(sql, person, Action.APPROVE),
        decided=decided(sql, version) is not None,
        wrote_it=known_pseudonym(sql, person) in authors_of(sql, version),
        urgent=urgent(sql, version),
        expertise=expertise_of(sql, person),
        outdated=base_of(sql, version.version_id)[1],
    )


def require_approver(sql: Sql, version: EntryVersion, person: str) -> None:
    """Checks that somebody may approve a version.

    Raises:
        NotPermitted: If their role does not allow it.
        AlreadyDecided: If somebody decided first.
        OwnVersionError: If they wrote it.
        ExpertiseNeeded: If it is urgent and they lack the expertise.
        OutdatedBase: If another version was published since it was written.
    """
    reason = refusal_of(sql, version, person)
    if reason is Refusal.ROLE:
        raise NotPermitted(Action.APPROVE)
    if reason is Refusal.DECIDED:
        raise AlreadyDecided(version.version_id, decided(sql, version) or "")
    if reason is Refusal.OUTDATED:
        raise OutdatedBase(version.version_id)
    require_second(sql, version, person)


def require_second(sql: Sql, version: EntryVersion, person: str) -> None:
    """Checks the four eyes: no author, and for an urgent text the expertise.

    Raises:
        OwnVersionError: If they wrote it.
        ExpertiseNeeded: If it is urgent and they lack the expertise.
    """
    if known_pseudonym(sql, person) in authors_of(sql, version):
        raise OwnVersionError(version.version_id)
    if urgent(sql, version) and EXPERT not in expertise_of(sql, person):
        raise ExpertiseNeeded(EXPERT)


def known_pseudonym(sql: Sql, person: str) -> str | None:
    """Like `find_pseudonym`, with the operator under its own name."""
    return OPERATOR if person == OPERATOR else find_pseudonym(sql, person)


def notes_of(sql: Sql, version_ids: Iterable[int]) -> dict[int, list[Note]]:
    """Notes by version, oldest first."""
    found: dict[int, list[Note]] = {version_id: [] for version_id in version_ids}
    marks = ", ".join("?" * len(found))
    for row in sql.query(f"SELECT * FROM review_note WHERE version_id IN ({marks}) ORDER BY id", list(found)):  # noqa: S608
        found[row["version_id"]].append(note_row(row))
    return found


def note_row(row: dict[str, Any]) -> Note:
    """A row of `review_note`."""
    return Note(row["id"], row["version_id"], NoteKind(row["kind"]), row["text"], to_time(row["at"]), row["written_by"])


def drafts(sql: Sql, where: str = "ORDER BY d.changed_at DESC, d.id", values: Iterable[str | int] = ()) -> list[Draft]:
    """Drafts; `where` follows the FROM clause, in which `d` is the draft and `e` its entry."""
    return [draft_row(row) for row in sql.query(f"{_DRAFTS} {where}", list(values))]


def draft_row(row: dict[str, Any]) -> Draft:
    """A row of `draft`, with `outdated`."""
    return Draft(
        draft_id=row["id"],
        slug=row["slug"],
        text=DraftText(row["text"], row["asked"]),
        revision=row["revision"],
        base_version=row["base_version"],
        waiting_version=row["waiting_version"],
        authors=to_strings(row["authors"]),
        origin=row["origin"],
        check_personal=bool(row["check_personal"]),
        created_at=to_time(row["created_at"]),
        changed_at=to_time(row["changed_at"]),
        changed_by=row["changed_by"],
        outdated=bool(row["outdated"]),
    )
