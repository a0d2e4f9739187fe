"""Who keeps an entry up to date, until when it holds, and which reminders of that were given."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from knowledge.reflection.rhythm import ZONE
from knowledge.review.errors import DateRefused, ExpertiseNeeded, NotConfirmed, NotShown, OwnerRefused
from knowledge.review.model import Curator
from knowledge.review.rules import EXPERT, is_urgent, last_day
from knowledge.roster.permissions import Action
from knowledge.roster.roles import Role
from knowledge.store import entry_sql, review_sql
from knowledge.store.audit import record
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.generation import bump
from knowledge.store.pseudonyms import OPERATOR, pseudonym_of
from knowledge.store.review_rows import ExpiringEntry
from knowledge.store.values import to_strings, to_text

_EXPIRING = f"""
    SELECT * FROM (
        SELECT e.slug, v.id, COALESCE(json_extract(v.document, '$.title'), e.slug) AS title,
            COALESCE(r.expires_on, json_extract(v.document, '$.expires_on')) AS expires_on, o.person
        FROM entry AS e JOIN entry_version AS v ON v.id = e.published_version
            LEFT JOIN entry_owner AS o ON o.entry_id = e.id {entry_sql.REVIEWED}
        WHERE e.retired_at IS NULL
    ) WHERE expires_on <= ? ORDER BY expires_on, slug
"""  # noqa: S608 - all parts are constants


class Owners:
    """Owners, review dates and their reminders; what a lead does is audited in the same transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def curators(self) -> list[Curator]:
        """Everybody who may write entries, each once, by name."""
        return self._database.read(_curators)

    def set_owner(self, slug: str, person: str | None, by: str, now: datetime) -> None:
        """Says who keeps an entry up to date; None for nobody. Who loses the last role that may write, owns none.

        Raises:
            EntryNotFound: If there is no such entry.
            NotPermitted: If `by` may not.
            OwnerRefused: If the person may not write entries.
        """

        def work(sql: Sql) -> None:
            review_sql.require_anywhere(sql, by, Action.SET_OWNER)
            entry_sql.entry_record(sql, slug)
            owns = person is not None and person != OPERATOR
            if person is not None and not (owns and review_sql.may_anywhere(sql, person, Action.CURATE)):
                raise OwnerRefused
            sql.execute("DELETE FROM entry_owner WHERE entry_id = (SELECT id FROM entry WHERE slug = ?)", [slug])
            if person is not None:
                sql.execute(
                    "INSERT INTO entry_owner (entry_id, person, since) SELECT id, ?, ? FROM entry WHERE slug = ?",
                    [person, to_text(now), slug],
                )
            details = {"owner": None if person is None else pseudonym_of(sql, person)}
            record(sql, by, "set_owner", f"entry:{slug}", now, details)

        self._database.write(work)

    def reviewed(self, version_id: int, until: date, by: str, now: datetime) -> None:
        """Records that a published version still holds, until a day; readers see the new dates.

        The text was approved before and does not change, so its author may do this too.

        Raises:
            VersionNotFound: If there is no such version.
            NotPermitted: If `by` may not approve.
            NotShown: If readers do not see this version.
            NotConfirmed: If it is seed content that nobody confirmed.
            ExpertiseNeeded: If it is urgent and `by` lacks the expertise.
            DateRefused: If the day is not after today, or more than two years away.
        """
        today = now.astimezone(ZONE).date()

        def work(sql: Sql) -> None:
            review_sql.require_anywhere(sql, by, Action.APPROVE)
            version = entry_sql.version(sql, version_id)
            entry = entry_sql.entry_record(sql, version.slug)
            if entry.published_version != version_id or entry.retired_at is not None:
                raise NotShown(version_id)
            if not entry_sql.is_confirmed(sql, version_id):
                raise NotConfirmed(version_id)
            if is_urgent(version.document) and EXPERT not in review_sql.expertise_of(sql, by):
                raise ExpertiseNeeded(EXPERT)
            if not today < until <= last_day(today):
                raise DateRefused(until, last_day(today))
            sql.execute(
                """
                INSERT INTO version_reviewed (version_id, reviewed_on, expires_on, at, reviewed_by)
                VALUES (?, ?, ?, ?, ?)
                """,
                [version_id, today.isoformat(), until.isoformat(), to_text(now), pseudonym_of(sql, by)],
            )
            details = {"version_id": version_id, "until": until.isoformat()}
            record(sql, by, "review", f"entry:{version.slug}", now, details)
            bump(sql, now)

        self._database.write(work)

    def due_reminders(self, today: date, remind_days: Collection[int]) -> list[tuple[ExpiringEntry, int]]:
        """Published entries of which the expiry has to be told now, soonest first.

        Args:
            today: The day.
            remind_days: How many days before; the day itself always counts.

        Returns:
            Each entry with the number of days of the latest reminder that is due; an earlier one that was missed is
            not made up for.
        """
        steps = sorted({0, *remind_days})

        def query(sql: Sql) -> list[tuple[ExpiringEntry, int]]:
            limit = (today + timedelta(days=steps[-1])).isoformat()
            given = {
                (version_id, day): days
                for version_id, day, days in sql.execute(
                    "SELECT version_id, expires_on, MIN(days) FROM expiry_reminder GROUP BY version_id, expires_on"
                )
            }
            due = []
            for slug, version_id, title, day, owner in sql.execute(_EXPIRING, [limit]).fetchall():
                item = ExpiringEntry(slug, title, version_id, date.fromisoformat(day), owner)
                step = next(days for days in steps if (item.expires_on - today).days <= days)
                if step < given.get((version_id, day), step + 1):
                    due.append((item, step))
            return due

        return self._database.read(query)

    def mark_reminded(self, version_id: int, expires_on: date, days: int, now: datetime) -> bool:
        """Notes that a reminder was given; False when that was done before."""
        statement = "INSERT INTO expiry_reminder (version_id, expires_on, days, at) VALUES (?, ?, ?, ?)"
        values = [version_id, expires_on.isoformat(), days, to_text(now)]
        return self._database.write(lambda sql: sql.execute(f"{statement} ON CONFLICT DO NOTHING", values).rowcount > 0)


def _curators(sql: Sql) -> list[Curator]:
    found: dict[str, Curator] = {}
    rows = sql.execute(
        """
        SELECT m.person, m.display_name, m.role, m.expertise FROM team_member AS m JOIN team AS t ON t.id = m.team
        WHERE t.archived_at IS NULL AND m.role IN ('team_lead', 'admin') ORDER BY t.name_key
        """
    )
    for person, name, role, expertise in rows.fetchall():
        before = found.get(person, Curator(person, name, Role(role), ()))
        keys = tuple(sorted({*before.expertise, *to_strings(expertise)}))
        highest = Role.ADMIN if Role.ADMIN in (before.role, Role(role)) else Role.TEAM_LEAD
        found[person] = Curator(person, before.name or name, highest, keys)
    return sorted(found.values(), key=lambda curator: (curator.name.casefold(), curator.person))
