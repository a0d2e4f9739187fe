"""The agenda: its order, who thinks along, and its Markdown."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.consultations import Contribution, ContributionKind, SummaryWords
from knowledge.consultations.agenda import agenda_markdown, colleagues, in_order
from knowledge.messages.catalogue import load_catalogue

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
WORDS = SummaryWords(load_catalogue().text, {}, lambda day: f"{day}")
KINDS = st.sampled_from(list(ContributionKind))


def added(*who: tuple[str | None, ContributionKind]) -> list[Contribution]:
    return [Contribution(n, 17, person, kind, None, AT, f"k:{n}") for n, (person, kind) in enumerate(who)]


def test_what_is_due_first_comes_first_and_what_has_no_date_last(make) -> None:
    later = make(sequence=1, due=date(2026, 4, 1))
    none_old = make(sequence=2, due=None)
    soon = make(sequence=3, due=date(2026, 3, 3))
    none_new = make(sequence=4, due=None, created_at=AT + timedelta(days=1))
    assert in_order([later, none_new, none_old, soon]) == [soon, later, none_old, none_new]


def test_a_colleague_counts_once_and_who_asked_does_not() -> None:
    tap, reply, answer = ContributionKind.THINK_ALONG, ContributionKind.REPLY, ContributionKind.ANSWER
    assert colleagues(added(("a", tap), ("a", reply), ("b", reply), ("asker", answer), (None, reply))) == 3
    assert colleagues([]) == 0


@given(st.lists(st.tuples(st.none() | st.sampled_from("abc"), KINDS)))
def test_there_are_never_more_colleagues_than_contributions(who: list) -> None:
    assert 0 <= colleagues(added(*who)) <= len(who)


def test_the_markdown_has_a_list_and_every_page(make) -> None:
    items = [(make(sequence=number), []) for number in (3, 14)]
    front, *pages = agenda_markdown("Noord", items, 2, WORDS, "2 maart 2026 om 10:30").split("\n---\n\n")
    assert front.startswith("# MDO-agenda van Noord\n\nVertrouwelijk, zonder namen.")
    assert "- 2026-003: Wie heeft ervaring met school en LVB?\n- 2026-014:" in front
    assert "niet op de agenda: 2" in front
    assert [page.splitlines()[0] for page in pages] == [
        "# Overleg 2026-003, voor het MDO",
        "# Overleg 2026-014, voor het MDO",
    ]
    assert all("Gemaakt op 2 maart 2026 om 10:30." in page for page in pages)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.text(max_size=60).map(lambda text: f"x{text}"))
def test_a_question_makes_one_line_of_the_list(make, question: str) -> None:
    front = agenda_markdown("Noord", [(make(question=question), [])], 0, WORDS, "nu").split("\n---\n\n")[0]
    assert len([line for line in front.split("\n") if line.startswith("- ")]) == 1
