"""``houvast desk``: the web pages for team leads and trainers, and who is signed in there."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.assembly import assemble
from bot.cli.common import Context, ExitStatus, progress
from bot.cli.tables import columns, local
from bot.desk.errors import ExtraMissing, PersonUnclear
from bot.opening import open_database
from bot.settings import Settings
from knowledge.roster.desk_address import sign_in_address
from knowledge.store import LINK_MINUTES, OPERATOR, DeskLinkStore, DeskSession, DeskSessionStore, RosterStore

desk = typer.Typer(help="The desk: web pages for team leads and trainers.", invoke_without_command=True)


@desk.callback()
def serve(context: typer.Context) -> None:
    """Serve the desk; with a sub-command: make a link to sign in, or see and end sessions."""
    if context.invoked_subcommand is not None:
        return
    try:
        from bot.desk.app import make_app
        from bot.desk.desk import open_desk
        from bot.desk.serving import serve as serve_forever
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in {"actions", "bot", "embeddings", "knowledge"}:
            raise
        raise ExtraMissing(error.name or "fastapi") from error
    settings = _settings(context)
    with progress("kaarten") as report:
        assembly = assemble(settings, in_process=True, progress=report)
    for problem in assembly.problems:
        typer.echo(f"houvast: not working: {problem}", err=True)
    try:
        opened = open_desk(settings, assembly.database, assembly.house)
        assembly.keep_fresh()
        typer.echo(f"houvast: desk on {_address(settings)}; stop with Ctrl-C", err=True)
        serve_forever(make_app(opened), opened.background, settings.desk)
    finally:
        if assembly.freshness:
            assembly.freshness.stop()
        if assembly.database:
            assembly.database.close()


@desk.command("login-link")
def login_link(
    context: typer.Context,
    person: Annotated[str, typer.Option(help="Name of a member as 'houvast team members' shows it, or their id.")] = "",
    *,
    admin: Annotated[bool, typer.Option("--admin", help="For yourself, as admin of this installation.")] = False,
) -> None:
    """Print a link that signs somebody in once."""
    if admin == bool(person):
        raise typer.BadParameter("give either --admin or --person")
    settings = _settings(context)
    with open_database(settings) as database:
        who = OPERATOR if admin else _member(RosterStore(database), person)
        token = DeskLinkStore(database).offer_link(who, _now())
    typer.echo(sign_in_address(_address(settings), token))
    typer.echo(f"works once, for {LINK_MINUTES} minutes; whoever opens it is signed in", err=True)


@desk.command("sessions")
def sessions(
    context: typer.Context,
    revoke: Annotated[str, typer.Option(help="End the session with this reference.")] = "",
    *,
    revoke_all: Annotated[bool, typer.Option("--revoke-all", help="End every session.")] = False,
) -> None:
    """Show who is signed in, or end sessions."""
    with open_database(_settings(context)) as database:
        store, roster = DeskSessionStore(database), RosterStore(database)
        if revoke or revoke_all:
            ended = store.revoke(_now(), actor=OPERATOR, reference=None if revoke_all else revoke)
            typer.echo(f"ended {ended} session{'s' * (ended != 1)}")
            if not ended:
                raise typer.Exit(ExitStatus.DEGRADED)
            return
        rows = [_row(session, roster) for session in store.sessions(_now())]
    if rows:
        typer.echo(columns(("session", "who", "signed in", "last used", "ends at"), rows))
    else:
        typer.echo("nobody is signed in; make a link: houvast desk login-link --admin")


def _row(session: DeskSession, roster: RosterStore) -> tuple[str, ...]:
    names = [member.name for member in roster.memberships(session.person) if member.name]
    who = "operator" if session.person == OPERATOR else next(iter(names), "(no name)")
    return session.reference, who, local(session.created_at), local(session.used_at), local(session.expires_at)


def _member(roster: RosterStore, wanted: str) -> str:
    """The id of the one member with this name or id.

    Raises:
        PersonUnclear: Nobody has it, or several have.
    """
    members = [member for team in roster.teams() for member in roster.members(team.team_id)]
    found = {m.person for m in members if wanted == m.person or wanted.casefold() == m.name.casefold()}
    if len(found) != 1:
        raise PersonUnclear(wanted, len(found))
    return found.pop()


def _settings(context: typer.Context) -> Settings:
    options: Context = context.obj
    return options.settings()


def _address(settings: Settings) -> str:
    """Where people open the desk; without a public address, on this machine."""
    own = settings.desk
    host = f"[{own.host}]" if ":" in own.host else own.host
    return own.public_url or f"http://{host}:{own.port}"


def _now() -> datetime:
    return datetime.now(UTC)
