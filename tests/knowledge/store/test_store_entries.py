"""Seed import, publishing, confirming, retiring; what readers see at each step."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.errors import EntryNotFound, OwnVersionError, StoreError, VersionNotFound
from knowledge.store import AuditLog, Database, EntryStore, Generation
from knowledge.store.rows import ImportOutcome, Origin, SeedEntry, VersionStatus
from knowledge.store.values import to_json, to_object, to_text, to_time

SLUG = "mdo-voorbereiden"


@pytest.fixture
def entries(database: Database) -> EntryStore:
    return EntryStore(database)


def test_a_new_file_is_published_unconfirmed(entries: EntryStore, now: datetime) -> None:
    document = {"titel": "MDO voorbereiden", "bronnen": ["B17"], "urgentie": None}
    assert entries.import_seed(document, SLUG, "hash-1", now) is ImportOutcome.NEW
    (entry,) = entries.published()
    assert (entry.slug, entry.number, entry.origin, entry.confirmed) == (SLUG, 1, Origin.FILE, False)
    assert entry.document == document
    version = entries.version(entry.version_id)
    assert (version.slug, version.created_at, version.created_by) == (SLUG, now, "bestand")
    assert version.status is VersionStatus.PUBLISHED
    assert entries.get(SLUG).published_version == entry.version_id


def test_an_unchanged_file_writes_nothing(database: Database, entries: EntryStore, now: datetime) -> None:
    entries.import_seed({}, SLUG, "hash-1", now)
    before = Generation(database).current()
    assert entries.import_seed({}, SLUG, "hash-1", now + timedelta(days=1)) is ImportOutcome.UNCHANGED
    assert len(entries.get(SLUG).versions) == 1
    assert Generation(database).current() == before


def test_a_changed_file_is_published_while_nobody_wrote_in_the_desk(entries: EntryStore, now: datetime) -> None:
    entries.import_seed({"kort": "oud"}, SLUG, "hash-1", now)
    entries.confirm(entries.published()[0].version_id, "lead", now)
    assert entries.import_seed({"kort": "nieuw"}, SLUG, "hash-2", now) is ImportOutcome.UPDATED
    (entry,) = entries.published()
    assert (entry.number, entry.document, entry.confirmed) == (2, {"kort": "nieuw"}, False)
    assert [version.document for version in entries.get(SLUG).versions] == [{"kort": "oud"}, {"kort": "nieuw"}]


def test_a_file_never_goes_over_a_desk_version(entries: EntryStore, now: datetime) -> None:
    entries.import_seed({"kort": "bestand"}, SLUG, "hash-1", now)
    written = entries.propose(SLUG, {"kort": "desk"}, "hash-d", "author", now)
    entries.publish(written.version_id, "lead", now)

    assert entries.import_seed({"kort": "bestand 2"}, SLUG, "hash-2", now) is ImportOutcome.FOR_REVIEW
    assert entries.import_seed({"kort": "bestand 2"}, SLUG, "hash-2", now) is ImportOutcome.UNCHANGED
    (entry,) = entries.published()
    assert (entry.document, entry.origin, entry.confirmed) == ({"kort": "desk"}, Origin.DESK, True)
    (waiting,) = entries.for_review()
    assert (waiting.document, waiting.origin) == ({"kort": "bestand 2"}, Origin.FILE)

    assert entries.import_seed({"kort": "bestand 3"}, SLUG, "hash-3", now) is ImportOutcome.FOR_REVIEW
    (waiting,) = entries.for_review()
    assert waiting.document == {"kort": "bestand 3"}
    entries.publish(waiting.version_id, "lead", now)
    assert entries.for_review() == []
    (entry,) = entries.published()
    assert (entry.document, entry.confirmed) == ({"kort": "bestand 3"}, True)


def test_a_draft_in_the_desk_protects_the_entry_too(entries: EntryStore, now: datetime) -> None:
    entries.import_seed({}, SLUG, "hash-1", now)
    entries.propose(SLUG, {"kort": "concept"}, "hash-d", "author", now)
    assert entries.import_seed({"kort": "bestand 2"}, SLUG, "hash-2", now) is ImportOutcome.FOR_REVIEW
    assert entries.published()[0].number == 1
    assert [version.origin for version in entries.for_review()] == [Origin.DESK, Origin.FILE]


def test_a_retired_entry_comes_back_only_through_a_person(
    database: Database, entries: EntryStore, now: datetime
) -> None:
    entries.import_seed({}, SLUG, "hash-1", now)
    before = Generation(database).current()
    assert entries.retire(SLUG, "lead", now)
    assert not entries.retire(SLUG, "lead", now)
    assert entries.published() == []
    assert Generation(database).current() == before + 1
    assert entries.import_seed({}, SLUG, "hash-1", now) is ImportOutcome.UNCHANGED
    assert entries.import_seed({"kort": "2"}, SLUG, "hash-2", now) is ImportOutcome.FOR_REVIEW
    assert entries.published() == []
    entries.publish(entries.for_review()[0].version_id, "lead", now)
    assert entries.published()[0].number == 2
    assert entries.get(SLUG).retired_at is None


def test_an_older_version_can_be_restored(entries: EntryStore, now: datetime) -> None:
    entries.import_seed({}, SLUG, "hash-1", now)
    first = entries.published()[0].version_id
    entries.publish(entries.propose(SLUG, {}, "hash-d", "author", now).version_id, "lead", now)
    entries.publish(first, "lead", now)
    assert entries.published()[0].version_id == first


def test_confirming(database: Database, entries: EntryStore, now: datetime) -> None:
    entries.import_seed({}, SLUG, "hash-1", now)
    version_id = entries.published()[0].version_id
    before = Generation(database).current()
    assert entries.confirm(version_id, "lead", now)
    assert not entries.confirm(version_id, "other lead", now)
    assert entries.published()[0].confirmed
    assert Generation(database).current() == before + 1
    assert [row.action for row in AuditLog(database).rows(f"entry:{SLUG}")] == ["confirm"]


def test_an_author_never_approves_own_text(database: Database, entries: EntryStore, now: datetime) -> None:
    version_id = entries.propose("nieuw", {}, "hash", "author", now).version_id
    for approve in (entries.publish, entries.confirm):
        with pytest.raises(OwnVersionError, match=f"Version {version_id}"):
            approve(version_id, "author", now)
    assert entries.published() == []
    assert [row.action for row in AuditLog(database).rows()] == ["propose"]
    entries.publish(version_id, "lead", now)
    assert entries.published()[0].confirmed


def test_rejecting_takes_a_version_off_the_list(database: Database, entries: EntryStore, now: datetime) -> None:
    version_id = entries.propose("nieuw", {}, "hash", "author", now).version_id
    entries.reject(version_id, "author", now)
    entries.reject(version_id, "author", now)
    assert entries.for_review() == []
    assert [row.action for row in AuditLog(database).rows()] == ["reject", "propose"]


def test_what_does_not_exist_is_named(entries: EntryStore, now: datetime) -> None:
    with pytest.raises(EntryNotFound, match="'weg'"):
        entries.get("weg")
    with pytest.raises(EntryNotFound, match="'weg'"):
        entries.retire("weg", "lead", now)
    for act in (entries.publish, entries.confirm, entries.reject):
        with pytest.raises(VersionNotFound, match="id 99"):
            act(99, "lead", now)
    with pytest.raises(VersionNotFound, match="id 99"):
        entries.version(99)


def test_many_files_are_one_transaction(database: Database, entries: EntryStore, now: datetime) -> None:
    seeds = [SeedEntry(f"entry-{number}", "hash", {"n": number}) for number in range(120)]
    with pytest.raises(TypeError):
        entries.import_seeds([*seeds, SeedEntry("broken", "hash", {"n": object()})], now)
    assert entries.published() == []
    assert set(entries.import_seeds(seeds, now).values()) == {ImportOutcome.NEW}
    assert len(entries.published()) == 120
    # One at a time inside `together` is the same transaction.
    database.together(lambda: [entries.import_seed({}, seed.slug, "hash-2", now) for seed in seeds])
    assert {entry.number for entry in entries.published()} == {2}


def test_the_status_words_of_the_schema_are_guarded(database: Database, version_id: int) -> None:
    with pytest.raises(StoreError, match="CHECK"):
        database.write(
            lambda sql: sql.execute(
                "INSERT INTO entry_version SELECT 99, entry_id, 9, 'elders', '', '{}', status, '', ''"
                " FROM entry_version"
            )
        )


MOMENTS = st.datetimes(
    min_value=datetime(1970, 1, 2),  # noqa: DTZ001 - the strategy adds the zone
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)


@given(MOMENTS, MOMENTS)
def test_times_keep_their_moment_and_their_order(one: datetime, other: datetime) -> None:
    texts = to_text(one), to_text(other)
    assert to_time(texts[0]) == one
    assert to_time(texts[0]).utcoffset() == timedelta(0)
    assert (texts[0] < texts[1]) == (one < other)


def test_a_time_without_zone_is_refused(now: datetime) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        to_text(now.replace(tzinfo=None))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=50)
@given(st.dictionaries(st.text(), JSON, max_size=4))
def test_documents_come_back_as_they_were(document: dict[str, object]) -> None:
    assert to_object(to_json(document)) == document
