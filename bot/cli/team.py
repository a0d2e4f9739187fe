"""``houvast team``: teams and invitations, and so the first team lead, from the command line."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.cli.common import Context
from bot.cli.tables import columns, local
from bot.opening import open_database
from knowledge.roster import Role, invitation_token
from knowledge.store import OPERATOR, RosterStore

team = typer.Typer(help="Teams: make and list them, invite people, show who is in.", no_args_is_help=True)

TeamName = Annotated[str, typer.Argument(metavar="NAME", help="Name of the team; capitals do not matter.")]


@team.command("create")
def create(context: typer.Context, name: TeamName) -> None:
    """Make a team without members."""
    with _roster(context) as roster:
        made = roster.create_team(name, _now(), actor=OPERATOR)
    typer.echo(f"made team '{made.name}'; invite its team lead: houvast team invite '{made.name}' --role team_lead")


@team.command("list")
def list_(context: typer.Context) -> None:
    """Show all teams with their number of members, team leads and groups."""
    with _roster(context) as roster:
        rows = []
        for item in roster.teams():
            members = roster.members(item.team_id)
            leads = sum(member.role is Role.TEAM_LEAD for member in members)
            rows.append((item.name, len(members), leads, len(roster.chats(item.team_id)), local(item.created_at)))
    if rows:
        typer.echo(columns(("team", "members", "team leads", "groups", "made"), rows))
    else:
        typer.echo("no teams yet; make one: houvast team create NAME")


@team.command("invite")
def invite(
    context: typer.Context,
    name: TeamName,
    role: Annotated[Role, typer.Option(help="What whoever uses the code becomes.")] = Role.PROFESSIONAL,
    days: Annotated[int, typer.Option(min=1, max=365, help="For how many days the code works.")] = 7,
    uses: Annotated[int, typer.Option(min=1, max=100, help="How many people may use the code.")] = 1,
) -> None:
    """Make an invitation and print its code, once: only a hash of it is kept."""
    with _roster(context) as roster:
        wanted = roster.team_named(name)
        code = roster.invite(wanted.team_id, role, _now(), actor=OPERATOR, valid_days=days, uses=uses)
    token = invitation_token(code)
    people = "one person" if uses == 1 else f"{uses} people"
    typer.echo(f"invitation to '{wanted.name}' as {role.value}, for {people}, {days} day{'s' * (days != 1)}")
    typer.echo(f"code             {code}")
    typer.echo(f"start parameter  {token}")
    typer.echo(f"send to the bot  /start {token}")


@team.command("members")
def members(context: typer.Context, name: TeamName) -> None:
    """Show who is in a team."""
    with _roster(context) as roster:
        wanted = roster.team_named(name)
        found = roster.members(wanted.team_id)
    if not found:
        typer.echo(f"nobody is in '{wanted.name}' yet; invite somebody: houvast team invite '{wanted.name}'")
        return
    rows = [
        (
            member.name or "(no name)",
            member.role.value,
            member.organisation or "-",
            ", ".join(member.expertise) or "-",
            local(member.joined_at),
        )
        for member in found
    ]
    typer.echo(columns(("name", "role", "organisation", "expertise", "joined"), rows))


@contextmanager
def _roster(context: typer.Context) -> Iterator[RosterStore]:
    options: Context = context.obj
    with open_database(options.settings()) as database:
        yield RosterStore(database)


def _now() -> datetime:
    return datetime.now(UTC)
