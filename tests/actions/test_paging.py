"""Pages of a long list."""

from hypothesis import given
from hypothesis import strategies as st

from actions.rendering.paging import PER_PAGE, page_buttons, page_of, page_title
from knowledge.messages.catalogue import load_catalogue

CATALOGUE = load_catalogue()


@given(st.lists(st.integers(), max_size=60), st.integers(-3, 20))
def test_every_number_gives_a_page_and_every_item_is_on_one(items: list[int], number: int) -> None:
    page = page_of(items, number)
    assert 1 <= page.number <= page.count
    assert len(page.items) <= PER_PAGE
    assert [item for other in range(1, page.count + 1) for item in page_of(items, other).items] == items
    labels = [button.label for button in page_buttons(page, lambda other: f"/lijst {other}", CATALOGUE)]
    assert labels == ["Vorige"] * (page.number > 1) + ["Volgende"] * (page.number < page.count)


def test_the_number_of_the_page_stands_in_the_title_only_when_there_are_more() -> None:
    assert page_title("Kaarten", page_of([1], 1), CATALOGUE) == "Kaarten"
    assert page_title("Kaarten", page_of(list(range(9)), 2), CATALOGUE) == "Kaarten (bladzijde 2 van 2)"
