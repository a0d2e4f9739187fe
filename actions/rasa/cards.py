"""``action_cards``: browse the published entries by theme."""

from collections.abc import Mapping

from actions.outcome import Outcome
from actions.rasa.base import HouvastAction
from actions.rendering.notices import choice_lines, plain_notice
from actions.steps.commands import parse
from actions.turn import Turn
from actions.vocabulary import Block, BlockKind, Button, Decision, DecisionKind, OutboundMessage


class ActionCards(HouvastAction):
    """Lists themes, or the entries of one."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_cards"

    def outcome(self, turn: Turn) -> Outcome:
        """``/kaarten`` lists the themes that have entries, ``/kaarten THEME`` the entries of one."""
        command = parse(turn)
        theme = command.argument if command else ""
        text = self.house.catalogue.text
        entries = [item.entry for item in self.house.knowledge.published.values()]
        themes = self.house.references.themes
        theme = self._theme(theme, themes)
        if theme and theme not in themes:
            return self._said(plain_notice("cards.unknown", self.house.catalogue, name=theme), turn)
        if theme:
            chosen = sorted((entry for entry in entries if entry.theme == theme), key=lambda entry: entry.title)
            buttons = [Button(entry.title, f"/kies {entry.slug}") for entry in chosen]
            title = themes[theme]
        else:
            counts = {name: sum(entry.theme == name for entry in entries) for name in themes}
            buttons = [
                Button(text("cards.theme", title=themes[name], count=count), f"/kaarten {name}")
                for name, count in counts.items()
                if count
            ]
            title = text("cards.title")
        if not buttons:
            return self._said(plain_notice("cards.empty", self.house.catalogue), turn)
        lines = choice_lines(buttons, self.house.catalogue)
        message = OutboundMessage((Block(BlockKind.TITLE, title), lines), tuple(buttons))
        return self._said(message, turn)

    @staticmethod
    def _theme(asked: str, themes: Mapping[str, str]) -> str:
        """The theme whose folder or title holds what was asked; what was asked when there is none."""
        wanted = asked.casefold()
        named = (name for name, title in themes.items() if wanted and (wanted in name or wanted in title.casefold()))
        return next(named, asked)

    @staticmethod
    def _said(message: OutboundMessage, turn: Turn) -> Outcome:
        return Outcome(Decision(DecisionKind.SMALLTALK), (message,), turn.state.pending)
