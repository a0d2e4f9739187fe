"""The roster in words: a team, a member, one's own profile; pure functions."""

from collections.abc import Mapping, Sequence

from actions.rendering.notices import choice_lines
from actions.vocabulary import LONGEST_PAYLOAD, Block, BlockKind, Button, OutboundMessage
from knowledge.messages.catalogue import Catalogue
from knowledge.roster.roles import Role
from knowledge.store.roster_rows import Member


def named(member: Member, catalogue: Catalogue) -> str:
    """A member by name, with the organisation when it is known."""
    name = member.name or catalogue.text("roster.nameless")
    if not member.organisation:
        return name
    return catalogue.text("roster.member", name=name, organisation=member.organisation)


def role_name(role: Role, catalogue: Catalogue) -> str:
    """A role as people say it."""
    return catalogue.section("roster.roles")[role.value]


def team_page(
    members: Sequence[Member], labels: Mapping[str, str], buttons: Sequence[Button], catalogue: Catalogue
) -> OutboundMessage:
    """Who is in a team, by expertise, and what is missing.

    Args:
        members: Everybody in the team, at least one.
        labels: How an expertise is named, by id, in the order in which they are told.
        buttons: What the reader may do.
        catalogue: User texts.
    """
    lines = []
    for expertise, label in labels.items():
        who = "; ".join(named(member, catalogue) for member in members if expertise in member.expertise)
        if who:
            lines.append(catalogue.text("roster.by_expertise", expertise=label, names=who))
    without = "; ".join(named(member, catalogue) for member in members if not member.expertise)
    if without:
        lines.append(catalogue.text("roster.without_expertise", names=without))
    present = {expertise for member in members for expertise in member.expertise}
    missing = ", ".join(label for expertise, label in labels.items() if expertise not in present)
    title = catalogue.text("roster.team_title", team=members[0].team_name, count=len(members))
    blocks = [Block(BlockKind.TITLE, title), Block(BlockKind.TEXT, "\n".join(lines))]
    if missing:
        blocks.append(Block(BlockKind.NOTICE, catalogue.text("roster.missing", expertise=missing)))
    return OutboundMessage(tuple(blocks), tuple(buttons))


def profile(members: Sequence[Member], labels: Mapping[str, str], catalogue: Catalogue) -> OutboundMessage:
    """What the teams of somebody see of them, and how to change it."""
    text = catalogue.text
    empty = text("roster.not_filled")
    first = members[0]
    expertise = ", ".join(labels.get(key, key) for key in first.expertise) or empty
    lines = [
        text("roster.profile_name", name=first.name or empty),
        text("roster.profile_organisation", organisation=first.organisation or empty),
        text("roster.profile_expertise", expertise=expertise),
        *(text("roster.profile_team", team=m.team_name, role=role_name(m.role, catalogue)) for m in members),
    ]
    buttons = [
        Button(text("roster.change_expertise"), "/expertise"),
        Button(text("roster.change_organisation"), "/organisatie"),
        *(Button(text("roster.leave", team=m.team_name), f"/verlaat {m.team_id}") for m in members),
    ]
    blocks = (Block(BlockKind.TITLE, text("roster.profile_title")), Block(BlockKind.TEXT, "\n".join(lines)))
    return OutboundMessage(blocks, tuple(buttons))


def expertise_choices(chosen: Sequence[str], labels: Mapping[str, str], catalogue: Catalogue) -> OutboundMessage:
    """Every expertise as a button that switches it on or off, and a way out."""
    text = catalogue.text
    buttons = []
    for key, label in labels.items():
        on = key in chosen
        payload = f"/expertise {key} {'uit' if on else 'aan'}"
        if len(payload.encode()) <= LONGEST_PAYLOAD:
            shown = text("roster.expertise_on", label=label) if on else label
            buttons.append(Button(shown, payload, owner=True))
    buttons.append(Button(text("roster.done"), "/expertise klaar", owner=True))
    blocks = (Block(BlockKind.TEXT, text("roster.ask_expertise")), choice_lines(buttons, catalogue))
    return OutboundMessage(blocks, tuple(buttons))


def which_team(members: Sequence[Member], command: str, catalogue: Catalogue) -> OutboundMessage:
    """Ask which team is meant."""
    buttons = [Button(member.team_name, f"/{command} {member.team_id}", owner=True) for member in members]
    blocks = (Block(BlockKind.TITLE, catalogue.text("roster.which_team")), choice_lines(buttons, catalogue))
    return OutboundMessage(blocks, tuple(buttons))


def sure(question: str, payload: str, catalogue: Catalogue) -> OutboundMessage:
    """Ask before something is done that cannot be undone with a button."""
    text = catalogue.text
    buttons = (Button(text("roster.yes"), payload, owner=True), Button(text("roster.no"), "/team", owner=True))
    return OutboundMessage((Block(BlockKind.TEXT, question), choice_lines(buttons, catalogue)), buttons)
