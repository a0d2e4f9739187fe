"""HTML of a question as plain text: a poll shows no markup."""

import re
from html.parser import HTMLParser

_BREAKS = frozenset({"br", "p", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "h5"})


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        """Text between tags; its own white space means nothing in HTML."""
        self.parts.append(re.sub(r"\s+", " ", data))

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - what the library calls it with
        """A block starts on a line of its own."""
        if tag in _BREAKS:
            self.parts.append("\n")


def plain_text(html: str) -> str:
    """The text without tags; blocks on lines of their own."""
    reader = _Plain()
    reader.feed(html)
    reader.close()
    return "\n".join(filter(None, (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))))
