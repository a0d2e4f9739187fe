"""Both ways in which a text makes a golden question worse, and what does not count."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from embeddings.encoders.deterministic import DeterministicEncoder
from embeddings.index.search_index import SearchIndex
from embeddings.index.vector_cache import VectorCache
from embeddings.settings import IndexSettings
from knowledge.entries.model import Entry, Phrasing
from knowledge.errors import SearchUnavailable
from knowledge.golden import check as module
from knowledge.golden.check import Exams, GoldenCheck
from knowledge.golden.model import Change, Verdict
from knowledge.search.live import LiveBase
from knowledge.search.published import documents
from knowledge.search.unavailable import UnavailableBase

Made = Callable[..., GoldenCheck]


def asks(entry: Entry, *texts: str) -> Entry:
    return replace(entry, phrasings=tuple(Phrasing(text, "kort") for text in texts))


def test_every_question_finds_its_entry_now(check: Made) -> None:
    made = check()
    standings = made.standings(made.golden())
    assert [(one.question.slug, one.rank) for one in standings] == [("fiets", 1), ("fiets", 1), ("soep", 1)]


def test_a_text_that_stays_as_it_is_makes_nothing_worse(check: Made, entries: dict[str, Entry]) -> None:
    made = check()
    for entry in entries.values():
        assert made.verdict(entry) == Verdict((), 3, 0)


def test_an_entry_that_loses_its_own_question(check: Made, entries: dict[str, Entry]) -> None:
    gone = replace(asks(entries["fiets"], "zwemmen in de zee"), title="Zwemmen", short=())
    worse = check().verdict(gone).worse
    assert {(one.question.text, one.change) for one in worse} >= {("ketting van de fiets", Change.LOST)}
    assert all(one.question.slug == "fiets" and one.then == "soep" for one in worse)


def test_a_new_entry_that_takes_the_question_of_another(check: Made, entries: dict[str, Entry]) -> None:
    new = replace(asks(entries["soep"], "recept met groente"), slug="koken", title="Recept met groente")
    (worse,) = check().verdict(new).worse
    assert (worse.question.slug, worse.change, worse.then) == ("soep", Change.TAKEN, "koken")


def test_a_changed_entry_that_takes_the_question_of_another(check: Made, entries: dict[str, Entry]) -> None:
    greedy = replace(entries["soep"], title="Ketting van de fiets", short=entries["fiets"].short)
    greedy = replace(greedy, phrasings=tuple(Phrasing("ketting van de fiets", "kort") for _ in range(6)))
    worse = check("fiets:\n  - ketting van de fiets\n").verdict(greedy).worse
    assert [(one.change, one.then) for one in worse] == [(Change.TAKEN, "soep")]


def test_a_signpost_takes_nothing(check: Made, entries: dict[str, Entry]) -> None:
    pointing = asks(entries["ww-winkel"], "recept met groente")
    assert check().verdict(replace(pointing, title="Recept met groente")).worse == ()


def test_a_question_that_misses_already_is_not_made_worse(check: Made, entries: dict[str, Entry]) -> None:
    made = check("soep:\n  - ketting van de fiets\n")
    gone = replace(asks(entries["soep"], "zwemmen"), title="Zwemmen", short=())
    assert made.verdict(gone) == Verdict((), 0, 0)


def test_an_entry_that_nobody_sees_has_no_rank(check: Made, base) -> None:
    made = check()
    left = {slug: item for slug, item in base.published.items() if slug != "soep"}
    golden = made.golden()
    made.live.replace(replace(base, published=left))
    assert [one.rank for one in made.standings(golden)] == [1, 1, None]


def test_the_base_is_asked_once(check: Made, entries: dict[str, Entry], monkeypatch: pytest.MonkeyPatch) -> None:
    made = check()
    made.verdict(entries["fiets"])
    monkeypatch.setattr("knowledge.golden.check._exam", None)
    made.verdict(entries["soep"])


def test_who_looks_waits_for_nobody(check: Made, entries: dict[str, Entry], monkeypatch: pytest.MonkeyPatch) -> None:
    made, asking, go_on = check(), threading.Event(), threading.Event()
    real = module._exam

    def slow(*given: object) -> object:
        asking.set()
        assert go_on.wait(20)
        return real(*given)

    monkeypatch.setattr(module, "_exam", slow)
    assert not made.is_ready
    thread = threading.Thread(target=made.prepare)
    thread.start()
    assert asking.wait(20)
    assert not made.is_ready
    go_on.set()
    thread.join()
    assert made.is_ready
    monkeypatch.setattr(module, "_exam", None)
    made.prepare()
    made.verdict(entries["fiets"])


def test_another_base_has_to_be_asked(check: Made, base, entries: dict[str, Entry]) -> None:
    made = check()
    made.prepare()
    left = {slug: item for slug, item in base.published.items() if slug != "soep"}
    index = SearchIndex.build(documents(left), DeterministicEncoder(), VectorCache(), IndexSettings())
    made.live.replace(replace(base, published=left, index=index))
    assert not made.is_ready
    made.prepare()
    assert made.is_ready
    made.live.replace(base)
    assert made.is_ready, "the base of before is remembered as well"


def test_where_nothing_can_be_asked_there_is_nothing_to_wait_for(check: Made) -> None:
    made = check("")
    made.prepare()
    assert made.is_ready
    broken = GoldenCheck(LiveBase(UnavailableBase("broken", made.live.published)), check().files, Exams())
    assert broken.is_ready
    with pytest.raises(SearchUnavailable, match="golden questions need"):
        broken.prepare()


def test_no_questions_and_no_index(check: Made, entries: dict[str, Entry]) -> None:
    made = check("")
    assert made.verdict(entries["fiets"]) == Verdict((), 0, 0)
    broken = GoldenCheck(LiveBase(UnavailableBase("broken", made.live.published)), check().files, Exams())
    with pytest.raises(SearchUnavailable, match="golden questions need"):
        broken.verdict(entries["fiets"])
