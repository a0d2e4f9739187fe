"""The item bank: versions, four eyes, and items that wait while their entry changed."""

from datetime import datetime

import pytest
from quizzing import LEAD, OTHER, TRAINER, Stage, item

from knowledge.entries.model import Status
from knowledge.errors import EntryNotFound
from knowledge.quiz.bank import ItemRefusal, ItemState
from knowledge.quiz.errors import ItemDecided, ItemNotFound, ItemNotShown, NotItsAuthor, OwnItem
from knowledge.roster.errors import NotPermitted
from knowledge.store import AuditLog, EntryStore
from knowledge.store.rows import ImportOutcome


def names(rows) -> list[str]:
    return [row.name for row in rows]


def test_seed_items_are_asked_at_once_and_imported_once(stage: Stage, now: datetime) -> None:
    assert names(stage.bank.askable()) == ["drie", "een", "twee"]
    again = stage.bank.import_items([item("een"), item("twee", question="Anders?")], now)
    assert again == {"een": ImportOutcome.UNCHANGED, "twee": ImportOutcome.UPDATED}
    assert stage.bank.get("twee").item.question == "Anders?"
    assert stage.bank.get("twee").version_id == stage.bank.get("twee").latest.version_id


def test_concepts_stay_out_and_archived_files_take_an_item_away(stage: Stage, now: datetime) -> None:
    stage.bank.import_items([item("vier", status=Status.DRAFT), item("een", status=Status.ARCHIVED)], now)
    assert stage.bank.get("een").state is ItemState.RETIRED
    with pytest.raises(ItemNotFound, match="vier"):
        stage.bank.get("vier")


def test_what_was_written_in_the_desk_is_never_overwritten_by_a_file(stage: Stage, now: datetime) -> None:
    made = stage.bank.propose(item("een", question="Beter?"), TRAINER, now)
    stage.bank.approve(made.version_id, LEAD, now)
    outcome = stage.bank.import_items([item("een", question="Uit het bestand?")], now)
    assert outcome == {"een": ImportOutcome.FOR_REVIEW}
    assert stage.bank.get("een").item.question == "Beter?"
    (waiting,) = stage.bank.waiting()
    stage.bank.approve(waiting.version_id, TRAINER, now)
    assert stage.bank.get("een").item.question == "Uit het bestand?"


def test_an_item_waits_when_its_entry_changes_until_somebody_else_confirms(stage: Stage, now: datetime) -> None:
    made = stage.bank.propose(item("een", question="Beter?"), TRAINER, now)
    stage.bank.approve(made.version_id, LEAD, now)
    before = stage.bank.get("een").entry_version
    stage.publish_entry("drie-huizen", "Nu anders.", now)
    row = stage.bank.get("een")
    assert row.state is ItemState.TO_CHECK
    assert (row.checked_entry_version, row.entry_version) == (before, before + 1)
    assert stage.bank.askable() == []
    assert names(stage.bank.to_check()) == ["drie", "een", "twee"]
    with pytest.raises(OwnItem):
        stage.bank.confirm("een", TRAINER, now)
    stage.bank.confirm("een", OTHER, now)
    assert names(stage.bank.askable()) == ["een"]
    assert AuditLog(stage.database).rows()[0].action == "confirm_quiz_item"


def test_phrasings_and_dates_of_an_entry_keep_nothing_back(stage: Stage, now: datetime) -> None:
    document = {"title": "drie-huizen", "short": "Zo.", "phrasings": ["hoe"], "expires_on": "2030-01-01"}
    EntryStore(stage.database).import_seed(document, "drie-huizen", "hash-2", now)
    assert len(stage.bank.askable()) == 3


def test_a_retired_entry_takes_its_items_along_and_brings_them_back(stage: Stage, now: datetime) -> None:
    entries = EntryStore(stage.database)
    version = entries.published()[0].version_id
    entries.retire("drie-huizen", LEAD, now)
    assert {row.state for row in stage.bank.items()} == {ItemState.ENTRY_OFFLINE}
    with pytest.raises(ItemNotShown):
        stage.bank.confirm("een", LEAD, now)
    entries.publish(version, LEAD, now)
    assert len(stage.bank.askable()) == 3


def test_nobody_approves_an_own_item_nor_one_they_improved(stage: Stage, now: datetime) -> None:
    first = stage.bank.propose(item("vier"), TRAINER, now)
    assert stage.bank.get("vier").state is ItemState.NEW
    assert stage.bank.may_approve(first.version_id, TRAINER) is ItemRefusal.OWN
    with pytest.raises(OwnItem):
        stage.bank.approve(first.version_id, TRAINER, now)
    second = stage.bank.propose(item("vier", question="Beter?"), OTHER, now)
    assert stage.bank.may_approve(first.version_id, LEAD) is ItemRefusal.DECIDED
    assert stage.bank.may_approve(second.version_id, TRAINER) is ItemRefusal.OWN
    assert [version.version_id for version in stage.bank.waiting()] == [second.version_id]
    stage.bank.approve(second.version_id, LEAD, now)
    assert stage.bank.get("vier").state is ItemState.ASKABLE
    with pytest.raises(ItemDecided, match="approved"):
        stage.bank.approve(second.version_id, LEAD, now)


def test_rejecting_and_withdrawing_leave_what_is_asked(stage: Stage, now: datetime) -> None:
    made = stage.bank.propose(item("een", question="Slechter?"), TRAINER, now)
    stage.bank.reject(made.version_id, "het antwoord staat niet op de kaart", LEAD, now)
    assert stage.bank.version(made.version_id).reason == "het antwoord staat niet op de kaart"
    again = stage.bank.propose(item("een", question="Nog eens?"), TRAINER, now)
    with pytest.raises(NotItsAuthor):
        stage.bank.withdraw(again.version_id, LEAD, now)
    stage.bank.withdraw(again.version_id, TRAINER, now)
    assert stage.bank.waiting() == []
    assert stage.bank.get("een").item.question == "Vraag een?"


def test_an_older_version_never_comes_over_a_later_one(stage: Stage, now: datetime) -> None:
    made = stage.bank.propose(item("een", question="Uit de werkplek?"), TRAINER, now)
    stage.bank.import_items([item("een", question="Uit het bestand?")], now)
    later = stage.bank.waiting()[-1]
    stage.bank.approve(later.version_id, LEAD, now)
    assert stage.bank.may_approve(made.version_id, LEAD) is ItemRefusal.OUTDATED
    with pytest.raises(ItemDecided):
        stage.bank.approve(made.version_id, LEAD, now)


def test_roles_and_entries_are_checked(stage: Stage, now: datetime) -> None:
    stage.join("test:member", now)
    with pytest.raises(NotPermitted):
        stage.bank.propose(item("vier"), "test:member", now)
    with pytest.raises(EntryNotFound):
        stage.bank.propose(item("vier", entry="is-er-niet"), TRAINER, now)
    with pytest.raises(NotPermitted):
        stage.bank.confirm("een", "test:member", now)
    with pytest.raises(NotPermitted):
        stage.bank.retire("een", "test:member", now)


def test_an_item_goes_and_comes_back(stage: Stage, now: datetime) -> None:
    assert stage.bank.retire("een", TRAINER, now)
    assert not stage.bank.retire("een", TRAINER, now)
    assert stage.bank.get("een").state is ItemState.RETIRED
    assert stage.bank.bring_back("een", LEAD, now)
    assert stage.bank.get("een").state is ItemState.ASKABLE


def test_a_case_is_asked_whole_or_not(stage: Stage, now: datetime) -> None:
    steps = [item(f"casus-{step}", case="casus", step=step, story="Er was eens." * (step == 1)) for step in (1, 2, 3)]
    stage.bank.import_items(steps, now)
    assert names(stage.bank.askable())[:3] == ["casus-1", "casus-2", "casus-3"]
    assert stage.bank.story(stage.bank.get("casus-3").item) == "Er was eens."
    stage.bank.retire("casus-2", LEAD, now)
    assert names(stage.bank.askable()) == ["drie", "een", "twee"]
    stage.bank.retire("casus-3", LEAD, now)
    stage.bank.bring_back("casus-2", LEAD, now)
    assert names(stage.bank.askable())[:2] == ["casus-1", "casus-2"]
