"""Lists: pages, filters, members without their number, concepts, what is local."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.desk.presenting.concepts import ambiguous, listed, only_spelled
from bot.desk.presenting.entries import Choice, ending, rows
from bot.desk.presenting.members import member_reference
from bot.desk.presenting.paging import page_of
from bot.desk.presenting.verdict import verdict
from bot.desk.security.throttle import OVER_ALL, PER_ADDRESS, WINDOW_S, Throttle
from knowledge.glossary.concepts import Concept, Concepts
from knowledge.review.listing import EntryView, ReaderStatus, Work
from knowledge.search.base import Found, SearchOutcome
from knowledge.settings import AnswerSettings

TODAY = date(2026, 11, 22)


def view(slug: str, reader: ReaderStatus, days: int, work: Work | None = None, theme: str = "top-3") -> EntryView:
    return EntryView(
        slug, slug.title(), theme, False, reader, work, None, TODAY, TODAY + timedelta(days=days),
        datetime.now(UTC), True, 1, None, None,
    )  # fmt: skip


VIEWS = [
    view("b", ReaderStatus.PUBLISHED, 200),
    view("a", ReaderStatus.PUBLISHED, 10, Work.DRAFT),
    view("c", ReaderStatus.EXPIRED, -5, theme="wegwijzers"),
    view("d", ReaderStatus.NOTHING, 300, Work.IN_REVIEW),
]


@given(st.lists(st.integers()), st.integers(-5, 50), st.integers(1, 10))
def test_every_item_is_on_one_page(items: list[int], number: int, per_page: int) -> None:
    page = page_of(items, number, per_page)
    assert 1 <= page.number <= page.count
    assert [item for n in range(page.count) for item in page_of(items, n + 1, per_page).items] == items


def test_states_and_filters() -> None:
    found = rows(VIEWS, Choice(), TODAY)
    assert [(row.view.slug, row.states) for row in found] == [
        ("a", ("published", "draft", "soon")),
        ("b", ("published",)),
        ("c", ("expired",)),
        ("d", ("in_review",)),
    ]
    assert [row.view.slug for row in rows(VIEWS, Choice(state="soon"), TODAY)] == ["a"]
    assert [row.view.slug for row in rows(VIEWS, Choice(theme="wegwijzers"), TODAY)] == ["c"]
    assert [row.view.slug for row in ending(found)] == ["c", "a"]


def test_a_search_keeps_its_order_and_drops_what_is_gone() -> None:
    found = rows(VIEWS, Choice(), TODAY, ["c", "weg", "a"])
    assert [(row.view.slug, row.rank) for row in found] == [("c", 1), ("a", 2)]


def test_the_verdict_follows_the_thresholds() -> None:
    def told(confidence: float) -> str:
        return verdict(SearchOutcome((Found("a", 1.0, {}),), confidence), AnswerSettings(0.7, 0.2)).key

    assert [told(0.7), told(0.69), told(0.2), told(0.19)] == ["answer", "choice", "choice", "unknown"]


def test_references_differ_per_team_and_person() -> None:
    secret = b"s" * 32
    made = {member_reference(secret, team, person) for team in ("t1", "t2") for person in ("a", "b")}
    assert len(made) == 4
    assert member_reference(b"x" * 32, "t1", "a") not in made


def test_concepts() -> None:
    ots = Concept("ots", "OTS", ("OTS", "ondertoezicht"), ())
    one, two = Concept("raad1", "Raad A", ("raad",), ()), Concept("raad2", "Raad B", ("Raad",), ())
    known = Concepts({c.id: c for c in (ots, one, two)}, {"vt": ("veilig thuis",), "rk": ("een", "twee")})
    assert [c.id for c in listed(known, "")] == ["ots", "raad1", "raad2"]
    assert [c.id for c in listed(known, "Ondertoezicht")] == ["ots"]
    assert ambiguous(known) == [("raad", ("Raad A", "Raad B")), ("rk", ("een", "twee"))]
    assert only_spelled(known) == [("vt", "veilig thuis")]


def test_the_throttle_per_address_over_all_and_in_time() -> None:
    now = [0.0]
    throttle = Throttle(lambda: now[0])
    assert [throttle.attempt("a") for _ in range(PER_ADDRESS)] == [0] * PER_ADDRESS
    assert throttle.attempt("a") == WINDOW_S
    assert throttle.attempt("b") == 0
    for number in range(OVER_ALL - PER_ADDRESS - 1):
        assert throttle.attempt(f"c{number}") == 0
    assert throttle.attempt("d") > 0
    now[0] = WINDOW_S
    assert throttle.attempt("a") == 0
