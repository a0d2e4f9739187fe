"""Concepts: started, saved over what their writer has seen, handed in, thrown away."""

from dataclasses import replace

import pytest

from knowledge.consultations import Draft as Case
from knowledge.entries.model import Phrasing
from knowledge.errors import EntryNotFound
from knowledge.exchange.errors import NotExpressible
from knowledge.review.errors import (
    DraftConflict,
    DraftExists,
    DraftNotFound,
    DraftNotReady,
    DraftWaiting,
    IdeaNotFound,
    NothingChanged,
    PersonalDataRefused,
    PersonalDataUnchecked,
    PhrasingKnown,
    SlugRefused,
    SlugTaken,
)
from knowledge.review.model import DraftText
from knowledge.roster.errors import NotPermitted
from knowledge.store import AuditLog, ConsultationStore, Generation
from knowledge.store.pseudonyms import pseudonym_of
from knowledge.store.rows import VersionStatus
from tests.knowledge.review.conftest import ADMIN, ANNA, BRAM, MILA, NOW, PLAIN, TODAY, Desk, shipped_text, titled


def test_a_draft_starts_from_what_readers_see_and_is_shared(desk: Desk) -> None:
    draft = desk.flow.start(PLAIN, ANNA, NOW)
    assert draft.text == shipped_text(PLAIN)
    assert draft.base_version == desk.shown(PLAIN)
    assert desk.flow.start(PLAIN, BRAM, NOW) == draft
    assert desk.store.drafts() == [draft]
    with pytest.raises(EntryNotFound):
        desk.flow.start("bestaat-niet", ANNA, NOW)


def test_only_who_changes_the_text_is_an_author(desk: Desk) -> None:
    draft = desk.flow.start(PLAIN, ANNA, NOW)
    assert draft.authors == ()
    same = desk.store.save(draft.draft_id, draft.revision, draft.text, ANNA, NOW)
    assert same == draft
    saved = desk.changed(PLAIN, BRAM)
    bram = desk.database.write(lambda sql: pseudonym_of(sql, BRAM))
    assert (saved.authors, saved.changed_by, saved.revision) == ((bram,), bram, 2)


def test_saving_over_a_newer_save_loses_nothing(desk: Desk) -> None:
    draft = desk.flow.start(PLAIN, ANNA, NOW)
    theirs, mine = titled(draft.text, "Van Bram"), titled(draft.text, "Van Anna")
    desk.store.save(draft.draft_id, draft.revision, theirs, BRAM, NOW)
    with pytest.raises(DraftConflict) as conflict:
        desk.store.save(draft.draft_id, draft.revision, mine, ANNA, NOW)
    assert (conflict.value.theirs.text, conflict.value.mine) == (theirs, mine)
    with pytest.raises(DraftConflict):
        desk.store.discard(draft.draft_id, draft.revision, ANNA, NOW)
    with pytest.raises(DraftConflict):
        desk.flow.submit(draft.draft_id, draft.revision, ANNA, NOW)
    # The same text twice, as after a double click, is no conflict.
    assert desk.store.save(draft.draft_id, draft.revision, theirs, BRAM, NOW).revision == 2
    resolved = desk.store.save(draft.draft_id, 2, mine, ANNA, NOW)
    assert (resolved.text, len(resolved.authors)) == (mine, 2)


def test_a_broken_text_can_be_saved_but_not_handed_in(desk: Desk) -> None:
    draft = desk.flow.start(PLAIN, ANNA, NOW)
    broken = replace(draft.text, entry=draft.text.entry.replace("## Kort", "## Kortom"))
    saved = desk.store.save(draft.draft_id, draft.revision, broken, ANNA, NOW)
    with pytest.raises(DraftNotReady) as refused:
        desk.flow.submit(saved.draft_id, saved.revision, ANNA, NOW)
    (problem,) = refused.value.problems
    assert problem.key == "section_unknown"
    assert broken.entry.splitlines()[problem.line - 1] == "## Kortom"


def test_handing_in_makes_a_version_that_readers_do_not_see(desk: Desk) -> None:
    shown, generation = desk.shown(PLAIN), Generation(desk.database).current()
    draft = desk.changed(PLAIN, ANNA)
    version = desk.flow.submit(draft.draft_id, draft.revision, ANNA, NOW)
    assert version.status is VersionStatus.FOR_REVIEW
    assert version.document["title"] == "Een andere titel"
    assert desk.shown(PLAIN) == shown
    assert Generation(desk.database).current() == generation
    waiting = desk.store.draft(PLAIN)
    assert waiting is not None
    assert waiting.waiting_version == version.version_id
    for act in (
        lambda: desk.store.save(draft.draft_id, draft.revision, shipped_text(PLAIN), BRAM, NOW),
        lambda: desk.flow.submit(draft.draft_id, draft.revision, ANNA, NOW),
        lambda: desk.store.discard(draft.draft_id, draft.revision, ANNA, NOW),
    ):
        with pytest.raises(DraftWaiting):
            act()


def test_what_readers_see_already_is_not_handed_in(desk: Desk) -> None:
    draft = desk.flow.start(PLAIN, ANNA, NOW)
    with pytest.raises(NothingChanged):
        desk.flow.submit(draft.draft_id, draft.revision, ANNA, NOW)


def test_a_draft_that_was_thrown_away_is_gone_for_good(desk: Desk) -> None:
    draft = desk.flow.start(PLAIN, ANNA, NOW)
    desk.store.discard(draft.draft_id, draft.revision, BRAM, NOW)
    again = desk.flow.start(PLAIN, ANNA, NOW)
    assert again.draft_id != draft.draft_id
    with pytest.raises(DraftNotFound):
        desk.store.save(draft.draft_id, draft.revision, draft.text, ANNA, NOW)


def test_a_new_entry_starts_empty_and_needs_a_text(desk: Desk) -> None:
    asked = [Phrasing("hoe werkt een huisbezoek", "kort"), Phrasing("Hoe werkt een huisbezoek", "kort")]
    draft = desk.flow.start_new("huisbezoek", "Een: huisbezoek", "top-3", ANNA, NOW, asked=asked)
    assert 'titel: "Een: huisbezoek"' in draft.text.entry
    with pytest.raises(DraftNotReady) as refused:
        desk.flow.submit(draft.draft_id, draft.revision, ANNA, NOW)
    assert [problem.key for problem in refused.value.problems] == ["short_missing"]
    text = replace(draft.text, entry=f"{draft.text.entry}Kom samen op bezoek. [algemeen]\n")
    saved = desk.store.save(draft.draft_id, draft.revision, text, ANNA, NOW)
    version = desk.flow.submit(saved.draft_id, saved.revision, ANNA, NOW)
    assert (version.slug, version.number) == ("huisbezoek", 1)
    desk.store.approve(version.version_id, BRAM, NOW)
    assert desk.shown("huisbezoek") == version.version_id
    assert desk.store.draft("huisbezoek") is None


@pytest.mark.parametrize("slug", ["", "Hoofdletter", "met spatie", "a--b", "-a", "a" * 59, "../x"])
def test_a_slug_has_a_form(desk: Desk, slug: str) -> None:
    with pytest.raises(SlugRefused):
        desk.flow.start_new(slug, "Titel", "top-3", ANNA, NOW)


def test_a_slug_is_given_once_and_a_title_has_a_length(desk: Desk) -> None:
    desk.flow.start_new("nieuw", "Titel", "top-3", ANNA, NOW)
    for taken in (PLAIN, "nieuw"):
        with pytest.raises(SlugTaken):
            desk.flow.start_new(taken, "Titel", "top-3", ANNA, NOW)
    with pytest.raises(NotExpressible):
        desk.flow.start_new("kort", "X", "top-3", ANNA, NOW)


def test_a_phrasing_is_added_once(desk: Desk) -> None:
    draft = desk.flow.add_phrasing(PLAIN, "wat zegt die\n schaal nou", "chat", ANNA, NOW)
    assert draft.text.asked.endswith("[chat]\nwat zegt die schaal nou\n")
    checked = desk.flow.check(PLAIN, draft.text, NOW)
    assert checked.entry is not None
    assert checked.entry.phrasings[-1] == Phrasing("wat zegt die schaal nou", "chat")
    with pytest.raises(PhrasingKnown):
        desk.flow.add_phrasing(PLAIN, "Wat zegt die schaal nou", "kort", ANNA, NOW)
    with pytest.raises(PersonalDataRefused, match="NAAM"):
        desk.flow.add_phrasing(PLAIN, "mag Fatima de Vries een schaalvraag stellen", "kort", ANNA, NOW)


def test_restoring_is_a_draft_of_which_the_old_authors_stay_authors(desk: Desk) -> None:
    first = desk.shown(PLAIN)
    second = desk.handed_in(PLAIN, ANNA, "Tweede titel")
    desk.store.approve(second, BRAM, NOW)
    third = desk.handed_in(PLAIN, BRAM, "Derde titel")
    desk.store.approve(third, ANNA, NOW)
    draft = desk.flow.restore(second, BRAM, NOW)
    assert 'titel: "Tweede titel"' in draft.text.entry
    assert (draft.origin, len(draft.authors)) == (f"version:{second}", 2)
    with pytest.raises(DraftExists):
        desk.flow.restore(first, BRAM, NOW)


def test_a_newer_version_shows_that_a_draft_is_outdated(desk: Desk) -> None:
    draft = desk.changed(PLAIN, ANNA)
    from_file = desk.entries.version(desk.shown(PLAIN)).document | {"title": "Uit het bestand"}
    desk.entries.import_seed(from_file, PLAIN, "ander bestand", NOW)
    outdated = desk.store.draft_by_id(draft.draft_id)
    assert outdated.outdated
    taken_in = desk.store.save(draft.draft_id, draft.revision, draft.text, ANNA, NOW, onto=desk.shown(PLAIN))
    assert not taken_in.outdated
    assert taken_in.authors == draft.authors


def test_an_idea_becomes_a_draft_that_somebody_reads_for_personal_data(desk: Desk) -> None:
    cases = ConsultationStore(desk.database)
    opened = cases.open(Case(desk.team, MILA, "feiten", "vraag"), NOW, "case").consultation_id
    cases.close(opened, MILA, "samen bezocht", "# Ga met twee op huisbezoek", NOW)
    assert desk.store.ideas(ANNA) == []
    cases.mark_idea(opened, ANNA, True, NOW)
    (idea,) = desk.store.ideas(ANNA)
    assert (idea.learned, idea.number) == ("# Ga met twee op huisbezoek", "2026-001")
    # Being an admin elsewhere is no reason to read about a case.
    assert desk.store.ideas(ADMIN) == []
    for person, error in ((ADMIN, IdeaNotFound), (MILA, NotPermitted)):
        with pytest.raises(error):
            desk.flow.start_from_idea(opened, "huisbezoek", "Huisbezoek", "top-3", person, NOW)
    draft = desk.flow.start_from_idea(opened, "huisbezoek", "Huisbezoek", "top-3", ANNA, NOW)
    assert draft.check_personal
    assert "Ga met twee op huisbezoek" in draft.text.entry
    assert desk.store.ideas(ANNA) == []
    text = draft.text.entry.replace(" # Ga met twee op huisbezoek", "Ga met twee op huisbezoek. [algemeen]")
    text = text.replace("samen bezocht", "")
    saved = desk.store.save(draft.draft_id, draft.revision, DraftText(text), ANNA, NOW)
    with pytest.raises(PersonalDataUnchecked):
        desk.flow.submit(saved.draft_id, saved.revision, ANNA, NOW)
    read = desk.store.save(saved.draft_id, saved.revision, saved.text, ANNA, NOW, personal_checked=True)
    assert desk.flow.submit(read.draft_id, read.revision, ANNA, NOW).slug == "huisbezoek"


def test_an_idea_that_cannot_become_a_draft_stays_an_idea(desk: Desk) -> None:
    cases = ConsultationStore(desk.database)
    opened = cases.open(Case(desk.team, MILA, "feiten", "vraag"), NOW, "case").consultation_id
    cases.close(opened, MILA, None, "geleerd", NOW)
    cases.mark_idea(opened, ANNA, True, NOW)
    with pytest.raises(SlugTaken):
        desk.flow.start_from_idea(opened, PLAIN, "Huisbezoek", "top-3", ANNA, NOW)
    assert len(desk.store.ideas(ANNA)) == 1


def test_the_day_of_a_new_entry_is_today(desk: Desk) -> None:
    draft = desk.flow.start_new("nieuw", "Titel", "top-3", ANNA, NOW)
    assert f"beoordeeld_op: {TODAY.isoformat()}" in draft.text.entry


def test_every_act_is_in_the_log(desk: Desk) -> None:
    draft = desk.changed(PLAIN, ANNA)
    desk.store.discard(draft.draft_id, draft.revision, ANNA, NOW)
    rows = AuditLog(desk.database).rows(f"entry:{PLAIN}")
    assert [row.action for row in rows] == ["discard_draft", "save_draft", "start_draft"]
