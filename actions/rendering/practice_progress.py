"""How far somebody is, as a picture and in words; for that person only."""

from collections.abc import Mapping
from dataclasses import replace

from actions.rendering.pictures import Bar, Chart, Fill, Group, Part, in_words, picture
from actions.rendering.practice import plain, with_buttons
from actions.rendering.practice_plan import short_day
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage
from knowledge.messages.catalogue import Catalogue
from knowledge.practice.progress import PracticeWeek, Progress, ThemeProgress


def progress_page(progress: Progress, themes: Mapping[str, str], catalogue: Catalogue) -> OutboundMessage:
    """The picture with the same in words below it.

    Args:
        progress: Of the person who asks.
        themes: Titles by theme, in the order in which they are told.
        catalogue: User texts.
    """
    text = catalogue.text
    buttons = [
        Button(text("practice.buttons.start"), "/oefen"),
        Button(text("practice.buttons.settings"), "/oefenplan"),
    ]
    if not progress.seen:
        return plain("progress.none", catalogue, *buttons)
    chart = progress_chart(progress, themes, catalogue)
    told = text("practice.progress.all", of=progress.of, seen=progress.seen, strong=progress.strong)
    blocks = [
        Block(BlockKind.TITLE, chart.title),
        Block(BlockKind.TEXT, told),
        Block(BlockKind.TEXT, in_words(chart)),
    ]
    message = with_buttons(blocks, buttons, catalogue)
    return replace(message, attachment=picture(chart, text("practice.progress.file")))


def progress_chart(progress: Progress, themes: Mapping[str, str], catalogue: Catalogue) -> Chart:
    """Bars per theme and per week."""
    text = catalogue.text
    found = sorted(progress.themes, key=lambda one: _place(one.theme, themes))
    # Weeks before the first answer say nothing.
    weeks = list(progress.weeks)
    while weeks and not weeks[0].answers:
        weeks.pop(0)
    most = max((week.answers for week in weeks), default=0)
    return Chart(
        text("practice.progress.title"),
        (
            Group(text("practice.progress.themes"), tuple(_theme(one, themes, catalogue) for one in found)),
            Group(text("practice.progress.weeks"), tuple(_week(week, most, catalogue) for week in weeks)),
        ),
        (
            (Fill.SOLID, text("practice.progress.legend_solid")),
            (Fill.HATCHED, text("practice.progress.legend_hatched")),
        ),
        text("practice.progress.only_you"),
    )


def _place(theme: str, themes: Mapping[str, str]) -> int:
    order = list(themes)
    return order.index(theme) if theme in order else len(order)


def _theme(one: ThemeProgress, themes: Mapping[str, str], catalogue: Catalogue) -> Bar:
    title = themes.get(one.theme, one.theme)
    if one.recall is None or not one.of:
        return Bar(title, catalogue.text("practice.progress.theme_none", of=one.of))
    known = round(one.recall * one.seen)
    figure = catalogue.text("practice.progress.theme", seen=one.seen, of=one.of, known=known)
    return Bar(title, figure, (Part(known / one.of), Part((one.seen - known) / one.of, Fill.HATCHED)))


def _week(week: PracticeWeek, most: int, catalogue: Catalogue) -> Bar:
    text = catalogue.text
    label = text("practice.progress.week", date=short_day(week.monday, catalogue))
    if not week.answers:
        return Bar(label, text("practice.progress.week_none"))
    key = "week_one" if week.answers == 1 else "week_figure"
    figure = text(f"practice.progress.{key}", answers=week.answers, right=week.right)
    wrong = week.answers - week.right
    return Bar(label, figure, (Part(week.right / most), Part(wrong / most, Fill.HATCHED)))
