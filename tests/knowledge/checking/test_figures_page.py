"""``docs/kennisbank.md`` shows the figures of the content that ships."""

import re
from pathlib import Path

from knowledge.checking.figures import markdown_table
from knowledge.entries.loader import load_content

PAGE = Path(__file__).parents[3] / "docs" / "kennisbank.md"


def test_the_page_shows_the_figures_of_the_shipped_content() -> None:
    shown = re.search(r"<!-- houvast knowledge figures -->\n(.*?)\n<!-- einde -->", PAGE.read_text("utf-8"), re.DOTALL)
    assert shown is not None
    assert shown[1] == markdown_table(load_content()), "refresh the table: houvast knowledge figures"


def test_what_the_page_says_of_phrasings_holds() -> None:
    for entry in load_content().entries.values():
        if not entry.is_signpost:
            assert len(entry.phrasings) >= 78, entry.slug
            assert sum(phrasing.style == "casus" for phrasing in entry.phrasings) >= 32, entry.slug
