"""``houvast knowledge golden``: how the published entries do on the golden questions."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from actions.recorder import NoRecorder
from actions.roster import NoRoster
from bot.cli.common import Context, ExitStatus, progress
from bot.cli.tables import columns
from bot.opening import Opening, search_files
from knowledge.golden.check import GoldenCheck
from knowledge.golden.model import Golden, Standing

_HEAD = ("theme", "questions", "first", "in three")


@dataclass(frozen=True, slots=True)
class Row:
    """Figures of a theme.

    Attributes:
        questions: How many there are.
        first: How many find their entry first, signposts left out.
        three: How many find it among the first three.
    """

    questions: int
    first: int
    three: int


def golden(
    context: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Print how many golden questions find their entry first and in three, per theme, and which do not.

    Status 1 when a line of the file was refused, or there is no search. A question that misses is no error.
    """
    options: Context = context.obj
    with progress("index") as report:
        opening = Opening(options.settings(), report)
        house = opening.house(NoRecorder(), NoRoster())
    for problem in opening.problems:
        typer.echo(f"houvast: not working: {problem}", err=True)
    if house is None:
        raise typer.Exit(ExitStatus.DEGRADED)
    check = GoldenCheck(house.knowledge, search_files(opening.settings))
    found = check.golden()
    standings = check.standings(found) if found.questions else []
    if opening.database:
        opening.database.close()
    themes = {slug: item.entry.theme for slug, item in house.knowledge.published.items()}
    typer.echo(_json(found, standings, themes) if as_json else _text(standings, themes))
    for error in found.refused:
        typer.echo(str(error), err=True)
    if found.refused:
        raise typer.Exit(ExitStatus.DEGRADED)


def figures(standings: Sequence[Standing], themes: Mapping[str, str]) -> dict[str, Row]:
    """Figures by theme, and ``all``; questions of an entry that is not published are in no theme.

    Args:
        standings: Of the questions.
        themes: Theme of each published entry.
    """
    shown = [standing for standing in standings if standing.rank is not None]
    names = sorted({themes[standing.question.slug] for standing in shown})
    groups = {name: [one for one in shown if themes[one.question.slug] == name] for name in names}
    return {name: _row(group) for name, group in (groups | {"all": shown}).items()}


def _row(group: Sequence[Standing]) -> Row:
    ranks = [standing.rank for standing in group if standing.rank is not None]
    return Row(len(ranks), sum(rank == 1 for rank in ranks), sum(rank <= 3 for rank in ranks))


def _text(standings: Sequence[Standing], themes: Mapping[str, str]) -> str:
    if not standings:
        return "there are no golden questions (no ijkvragen.yml in the content folder)"
    rows = [(name, row.questions, *_shares(row)) for name, row in figures(standings, themes).items()]
    lines = [columns(_HEAD, rows), ""]
    for standing in standings:
        question = standing.question
        if standing.rank is None:
            lines.append(f"line {question.line}: {question.slug} is not published")
        elif standing.rank > 1:
            lines.append(f"line {question.line}: {question.slug} is number {standing.rank}, after {standing.first}")
            lines.append(f"    {question.text}")
    return "\n".join(lines).rstrip()


def _shares(row: Row) -> tuple[str, str]:
    if not row.questions:
        return "0", "0"
    return f"{row.first} ({row.first / row.questions:.1%})", f"{row.three} ({row.three / row.questions:.1%})"


def _json(found: Golden, standings: Sequence[Standing], themes: Mapping[str, str]) -> str:
    missed = [
        {
            "line": one.question.line,
            "slug": one.question.slug,
            "text": one.question.text,
            "rank": one.rank,
            "first": one.first,
        }
        for one in standings
        if one.rank != 1
    ]
    by_theme = {
        name: {"questions": row.questions, "first": row.first, "three": row.three}
        for name, row in figures(standings, themes).items()
    }
    return json.dumps({"themes": by_theme, "missed": missed, "refused": len(found.refused)}, ensure_ascii=False)
