"""``action_cards``: browse the published entries by theme."""

import re
from collections.abc import Mapping

from actions.outcome import Outcome
from actions.rasa.base import HouvastAction, said
from actions.rendering.notices import choice_lines, plain_notice
from actions.rendering.paging import page_buttons, page_of, page_title
from actions.steps.commands import parse
from actions.turn import Turn
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage

_PAGE = re.compile(r"^(?P<theme>.*?)\s*(?<!\S)(?P<page>\d{1,3})$")


class ActionCards(HouvastAction):
    """Lists themes, or the entries of one."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_cards"

    def outcome(self, turn: Turn) -> Outcome:
        """``/kaarten [PAGE]`` lists the themes that have entries, ``/kaarten THEME [PAGE]`` the entries of one."""
        command = parse(turn)
        theme, page = self._asked(command.argument if command else "")
        if theme is None:
            return said(self._themes(page), turn)
        if theme not in self.house.references.themes:
            return said(plain_notice("cards.unknown", self.house.catalogue, name=theme[:60]), turn)
        return said(self._entries(theme, page), turn)

    def _asked(self, argument: str) -> tuple[str | None, int]:
        """The theme that was asked for, if any, and the page."""
        themes = self.house.references.themes
        if not argument:
            return None, 1
        if found := _theme(argument, themes):
            return found, 1
        match = _PAGE.match(argument)
        if match is None:
            return argument, 1
        page = int(match["page"])
        return (_theme(match["theme"], themes) or match["theme"], page) if match["theme"] else (None, page)

    def _themes(self, number: int) -> OutboundMessage:
        text = self.house.catalogue.text
        entries = [item.entry for item in self.house.knowledge.published.values()]
        counts = {name: sum(entry.theme == name for entry in entries) for name in self.house.references.themes}
        page = page_of([name for name, count in counts.items() if count], number)
        if not page.items:
            return plain_notice("cards.empty", self.house.catalogue)
        titles = self.house.references.themes
        buttons = [
            Button(text("cards.theme", title=titles[name], count=counts[name]), f"/kaarten {name}")
            for name in page.items
        ]
        buttons += page_buttons(page, lambda other: f"/kaarten {other}", self.house.catalogue)
        return self._list(page_title(text("cards.title"), page, self.house.catalogue), buttons)

    def _entries(self, theme: str, number: int) -> OutboundMessage:
        text = self.house.catalogue.text
        entries = [item.entry for item in self.house.knowledge.published.values() if item.entry.theme == theme]
        page = page_of(sorted(entries, key=lambda entry: entry.title.casefold()), number)
        if not page.items:
            return plain_notice("cards.empty", self.house.catalogue)
        buttons = [Button(entry.title, f"/kies {entry.slug}") for entry in page.items]
        buttons += page_buttons(page, lambda other: f"/kaarten {theme} {other}", self.house.catalogue)
        buttons.append(Button(text("cards.themes"), "/kaarten"))
        title = text("cards.theme_title", title=self.house.references.themes[theme], count=len(entries))
        return self._list(page_title(title, page, self.house.catalogue), buttons)

    def _list(self, title: str, buttons: list[Button]) -> OutboundMessage:
        lines = choice_lines(buttons, self.house.catalogue)
        return OutboundMessage((Block(BlockKind.TITLE, title), lines), tuple(buttons))


def _theme(asked: str, themes: Mapping[str, str]) -> str | None:
    """The theme whose folder or title holds what was asked."""
    wanted = _plain(asked)
    return next(
        (name for name, title in themes.items() if wanted and (wanted in name or wanted in _plain(title))), None
    )


def _plain(text: str) -> str:
    """A text as it compares: "Top 3" and "top-3" are the same."""
    return "-".join(text.casefold().replace("-", " ").split())
