"""Four eyes, urgent entries, comments, and what readers see after each decision."""

import pytest

from knowledge.entries.serial import from_document
from knowledge.errors import OwnVersionError, VersionNotFound
from knowledge.review.errors import (
    AlreadyDecided,
    DraftExists,
    ExpertiseNeeded,
    NotAuthor,
    NotRetired,
    NotShown,
    OutdatedBase,
    PersonalDataRefused,
    TextMissing,
)
from knowledge.review.listing import ReaderStatus, Work
from knowledge.review.model import NoteKind, VersionState
from knowledge.review.rules import EXPERT, Refusal
from knowledge.review.text import text_of
from knowledge.roster.errors import NotPermitted
from knowledge.store import OPERATOR, AuditLog, Generation, PersonalData
from knowledge.store.rows import SeedEntry
from tests.knowledge.review.conftest import ADMIN, ANNA, BRAM, CARLA, MILA, NOW, PLAIN, TODAY, URGENT, Desk, titled


def test_a_colleague_publishes(desk: Desk) -> None:
    version = desk.handed_in(PLAIN, ANNA)
    before = Generation(desk.database).current()
    assert [desk.store.may_approve(version, who) for who in (ANNA, BRAM, MILA)] == [Refusal.OWN, None, Refusal.ROLE]
    desk.store.approve(version, BRAM, NOW)
    assert desk.shown(PLAIN) == version
    assert Generation(desk.database).current() == before + 1
    assert desk.store.draft(PLAIN) is None
    assert [view.state for view in desk.store.history(PLAIN)] == [VersionState.APPROVED, VersionState.SEED]
    with pytest.raises(AlreadyDecided):
        desk.store.approve(version, CARLA, NOW)


def test_nobody_who_changed_the_draft_approves_it_whatever_the_role(desk: Desk) -> None:
    desk.changed(PLAIN, ADMIN, "Van de beheerder")
    version = desk.handed_in(PLAIN, BRAM, "En van Bram")
    for author in (ADMIN, BRAM):
        with pytest.raises(OwnVersionError):
            desk.store.approve(version, author, NOW)
    desk.store.approve(version, ANNA, NOW)


def test_handing_in_for_a_colleague_makes_nobody_an_author(desk: Desk) -> None:
    draft = desk.changed(PLAIN, ANNA)
    version = desk.flow.submit(draft.draft_id, draft.revision, BRAM, NOW).version_id
    desk.store.approve(version, BRAM, NOW)


@pytest.mark.parametrize("person", [BRAM, ADMIN, OPERATOR])
def test_an_urgent_entry_needs_the_expertise(desk: Desk, person: str) -> None:
    version = desk.handed_in(URGENT, ANNA)
    assert desk.store.waiting()[0].urgent
    with pytest.raises(ExpertiseNeeded, match=EXPERT):
        desk.store.approve(version, person, NOW)
    desk.store.approve(version, CARLA, NOW)


@pytest.mark.parametrize(("slug", "urgency"), [(URGENT, "normaal"), (PLAIN, "urgent")])
def test_so_does_an_entry_that_becomes_urgent_or_was(desk: Desk, slug: str, urgency: str) -> None:
    draft = desk.flow.start(slug, ANNA, NOW)
    before = desk.entries.version(desk.shown(slug)).document
    document = before | {"urgency": urgency, "call_first": [], "reflection": []}
    text = text_of(from_document(document))
    saved = desk.store.save(draft.draft_id, draft.revision, text, ANNA, NOW)
    version = desk.store.hand_in(saved.draft_id, saved.revision, SeedEntry(slug, "hash", document), ANNA, NOW)
    assert desk.store.may_approve(version.version_id, BRAM) is Refusal.EXPERTISE
    assert desk.store.may_approve(version.version_id, CARLA) is None


def test_the_expertise_of_a_team_that_was_archived_does_not_count(desk: Desk) -> None:
    version = desk.handed_in(URGENT, ANNA)
    desk.roster.archive(desk.team, NOW, actor=OPERATOR)
    assert desk.store.may_approve(version, CARLA) is Refusal.ROLE


def test_returned_with_a_comment_it_is_a_concept_again(desk: Desk) -> None:
    version = desk.handed_in(PLAIN, ANNA)
    desk.flow.comment(version, "Wat bedoel je met schaal?", BRAM, NOW)
    desk.flow.send_back(version, "Maak de titel korter.", BRAM, NOW)
    assert [(note.kind, note.text) for note in desk.store.notes(version)] == [
        (NoteKind.COMMENT, "Wat bedoel je met schaal?"),
        (NoteKind.RETURNED, "Maak de titel korter."),
    ]
    assert desk.store.waiting() == []
    draft = desk.store.draft(PLAIN)
    assert draft is not None
    assert draft.waiting_version is None
    again = desk.store.save(draft.draft_id, draft.revision, titled(draft.text, "Korter"), BRAM, NOW)
    second = desk.flow.submit(again.draft_id, again.revision, BRAM, NOW).version_id
    # Who wrote the first text is still an author of the second.
    assert [desk.store.may_approve(second, who) for who in (ANNA, BRAM, CARLA)] == [Refusal.OWN, Refusal.OWN, None]
    with pytest.raises(AlreadyDecided):
        desk.store.approve(version, CARLA, NOW)


def test_only_an_author_withdraws(desk: Desk) -> None:
    version = desk.handed_in(PLAIN, ANNA)
    with pytest.raises(NotAuthor):
        desk.store.withdraw(version, BRAM, NOW)
    desk.store.withdraw(version, ANNA, NOW)
    assert desk.store.waiting() == []
    with pytest.raises(AlreadyDecided):
        desk.store.withdraw(version, ANNA, NOW)


@pytest.mark.parametrize("comment", ["", "   ", "a" * 2001])
def test_a_comment_has_a_length(desk: Desk, comment: str) -> None:
    version = desk.handed_in(PLAIN, ANNA)
    for act in (desk.flow.comment, desk.flow.send_back):
        with pytest.raises(TextMissing):
            act(version, comment, BRAM, NOW)


def test_a_comment_with_personal_data_is_not_kept(desk: Desk) -> None:
    version = desk.handed_in(PLAIN, ANNA)
    with pytest.raises(PersonalDataRefused) as refused:
        desk.flow.comment(version, "Vraag het aan Fatima de Vries, 06 12345678", BRAM, NOW)
    assert set(refused.value.types) == {"NAAM", "TELEFOON"}
    assert "Fatima" not in str(refused.value)
    with pytest.raises(PersonalDataRefused):
        desk.flow.take_offline(PLAIN, "Gemeld door Fatima de Vries", BRAM, NOW)
    assert desk.store.notes(version) == []
    assert desk.shown(PLAIN) is not None


def test_a_word_of_the_base_itself_is_no_name(desk: Desk) -> None:
    version = desk.handed_in(PLAIN, ANNA)
    title = desk.entries.version(desk.shown(PLAIN)).document["title"]
    kept = desk.flow.comment(version, f"In Houvast heet dit: {title}. Signs of Safety schrijft het anders.", BRAM, NOW)
    assert kept.text.endswith("anders.")


def test_offline_at_once_and_back_through_four_eyes(desk: Desk) -> None:
    shown = desk.shown(PLAIN)
    with pytest.raises(NotRetired):
        desk.flow.bring_back(PLAIN, ANNA, NOW)
    assert desk.flow.take_offline(PLAIN, "Het nummer klopt niet meer.", ANNA, NOW)
    assert not desk.flow.take_offline(PLAIN, "Nog eens.", BRAM, NOW)
    assert desk.shown(PLAIN) is None
    view = desk.store.view(PLAIN, TODAY, NOW)
    assert (view.status, view.retired_because) == (ReaderStatus.OFFLINE, "Het nummer klopt niet meer.")
    assert desk.flow.archive(PLAIN, "Er is een nieuwe kaart.", ANNA, NOW)
    assert desk.store.view(PLAIN, TODAY, NOW).status is ReaderStatus.ARCHIVED

    version = desk.flow.bring_back(PLAIN, ANNA, NOW)
    assert desk.shown(PLAIN) is None
    assert desk.store.view(PLAIN, TODAY, NOW).work is Work.IN_REVIEW
    with pytest.raises(DraftExists):
        desk.flow.bring_back(PLAIN, ANNA, NOW)
    with pytest.raises(OwnVersionError):
        desk.store.approve(version.version_id, ANNA, NOW)
    desk.store.approve(version.version_id, BRAM, NOW)
    assert desk.shown(PLAIN) == version.version_id != shown
    assert desk.store.view(PLAIN, TODAY, NOW).retired_because is None


def test_publishing_over_an_unseen_version_is_refused(desk: Desk) -> None:
    version = desk.handed_in(PLAIN, ANNA)
    document = desk.entries.version(desk.shown(PLAIN)).document | {"title": "Uit het bestand"}
    desk.entries.import_seed(document, PLAIN, "ander bestand", NOW)
    from_file = next(item.version.version_id for item in desk.store.waiting() if item.version.version_id != version)
    desk.store.approve(from_file, ANNA, NOW)
    with pytest.raises(OutdatedBase):
        desk.store.approve(version, BRAM, NOW)
    assert desk.store.waiting_version(version).outdated


def test_of_a_file_that_changed_twice_only_the_newest_waits(desk: Desk) -> None:
    desk.store.approve(desk.handed_in(PLAIN, ANNA), BRAM, NOW)
    document = desk.entries.version(desk.shown(PLAIN)).document
    for title in ("Bestand een", "Bestand twee"):
        desk.entries.import_seed(document | {"title": title}, PLAIN, title, NOW)
    (waiting,) = desk.store.waiting()
    assert (waiting.version.document["title"], waiting.authors) == ("Bestand twee", ())
    older = desk.store.history(PLAIN)[1]
    assert older.state is VersionState.PASSED_OVER
    with pytest.raises(AlreadyDecided):
        desk.store.approve(older.version.version_id, ANNA, NOW)
    desk.flow.send_back(waiting.version.version_id, "Onze tekst is beter.", ANNA, NOW)
    assert desk.store.waiting() == []


def test_confirming_many_says_which_were_refused(desk: Desk) -> None:
    plain, urgent = desk.shown(PLAIN), desk.shown(URGENT)
    outcome = desk.store.confirm([plain, urgent, 99, plain], ANNA, NOW)
    assert (outcome.done, outcome.already) == ((plain,), ())
    assert {key: type(error) for key, error in outcome.refused.items()} == {
        urgent: ExpertiseNeeded,
        99: VersionNotFound,
    }
    assert desk.store.confirm([plain, urgent], CARLA, NOW).done == (urgent,)
    assert desk.store.confirm([plain], CARLA, NOW).already == (plain,)
    assert all(item.confirmed for item in desk.entries.published())
    newer = desk.handed_in(PLAIN, ANNA)
    desk.store.approve(newer, BRAM, NOW)
    assert isinstance(desk.store.confirm([plain], CARLA, NOW).refused[plain], NotShown)


def test_the_store_itself_lets_nobody_confirm_an_urgent_entry_without_the_expertise(desk: Desk) -> None:
    with pytest.raises(ExpertiseNeeded):
        desk.entries.confirm(desk.shown(URGENT), OPERATOR, NOW)
    version = desk.handed_in(URGENT, ANNA)
    with pytest.raises(ExpertiseNeeded):
        desk.entries.publish(version, BRAM, NOW)
    desk.changed(PLAIN, BRAM, "Eerst Bram")
    joint = desk.handed_in(PLAIN, ANNA)
    with pytest.raises(OwnVersionError):
        desk.entries.publish(joint, BRAM, NOW)


def test_what_was_published_says_who_did_it_without_a_name(desk: Desk) -> None:
    version = desk.handed_in(PLAIN, ANNA)
    desk.store.approve(version, BRAM, NOW)
    rows = AuditLog(desk.database).rows(f"entry:{PLAIN}")
    assert [row.action for row in rows] == ["publish", "propose", "save_draft", "start_draft"]
    newest = desk.store.history(PLAIN)[0]
    assert newest.decided_by == rows[0].actor
    assert set(desk.store.names({rows[0].actor, *newest.authors}).values()) == {"Naam 12", "Naam 11"}
    PersonalData(desk.database).forget(BRAM)
    assert rows[0].actor not in desk.store.names({rows[0].actor})


def test_somebody_without_the_role_changes_nothing(desk: Desk) -> None:
    version = desk.handed_in(PLAIN, ANNA)
    with pytest.raises(NotPermitted):
        desk.store.approve(version, MILA, NOW)
    with pytest.raises(NotPermitted):
        desk.store.confirm([desk.shown(PLAIN)], MILA, NOW)
