"""What waits for review: the list, and one version as the bot would show it with what it changes."""

from actions.curating.preview import draft_bubbles
from actions.curating.words import button, desk_page, message, plain, to_desk
from actions.house import House
from actions.rendering.changes import changes
from actions.rendering.paging import page_buttons, page_of, page_title
from actions.rendering.sources import day
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage
from knowledge.entries.serial import from_document
from knowledge.reflection.rhythm import ZONE
from knowledge.review.model import NoteKind
from knowledge.review.rules import Refusal
from knowledge.review.workflow import Workflow
from knowledge.store.review_rows import Waiting

LONGEST_LABEL = 34
"""Characters of a title on a button."""
MOST_NOTES = 3
"""Remarks of colleagues that are shown, the latest ones."""


def waiting_page(number: int, by: str, flow: Workflow, house: House) -> OutboundMessage:
    """What waits for a second pair of eyes, oldest first, each with a button.

    Args:
        number: Page, from 1.
        by: Who looks; told which texts are their own.
        flow: The review workflow.
        house: Words.
    """
    text = house.catalogue.text
    found = flow.store.waiting()
    if not found:
        return plain("list.none", house, *to_desk(house))
    page = page_of(found, number)
    first = 1 + found.index(page.items[0])
    lines, buttons = [], []
    for place, item in enumerate(page.items, start=first):
        title = from_document(item.version.document).title
        lines.append(text("beheer_chat.list.line", number=place, title=title, facts=_facts(item, by, flow, house)))
        label = text("beheer_chat.list.open", number=place, title=_shortened(title))
        buttons.append(Button(label, f"/beoordeel {item.version.version_id}"))
    buttons += page_buttons(page, lambda other: f"/beoordelen {other}", house.catalogue)
    title = page_title(text("beheer_chat.list.title", count=len(found)), page, house.catalogue)
    blocks = [Block(BlockKind.TITLE, title), Block(BlockKind.TEXT, "\n".join(lines))]
    return message(blocks, buttons, house)


def version_page(version_id: int, by: str, flow: Workflow, house: House) -> OutboundMessage:
    """A version that waits: as the bot would show it, what it changes, and what `by` may do.

    Raises:
        VersionNotFound: There is no such version.
    """
    text = house.catalogue.text
    item, refusal = flow.store.waiting_version(version_id), flow.store.may_approve(version_id, by)
    if refusal is Refusal.DECIDED:
        return plain("refused.decided.otherwise", house, button("list", "/beoordelen", house))
    entry = from_document(item.version.document)
    blocks = [
        Block(BlockKind.TITLE, text("beheer_chat.version.title", title=entry.title)),
        Block(BlockKind.TEXT, text("beheer_chat.version.facts", facts=_facts(item, by, flow, house))),
        Block(BlockKind.NOTICE, text("beheer_chat.version.as_shown")),
        *(block for shown in draft_bubbles(entry, house, house.today()) for block in shown.blocks),
        *_changed(item, flow, house),
        *_notes(item, flow, house),
    ]
    if refusal is not None:
        blocks.append(Block(BlockKind.NOTICE, text(f"beheer.refusals.{refusal.value}")))
    return message(blocks, _acts(item, refusal, house), house)


def _acts(item: Waiting, refusal: Refusal | None, house: House) -> list[Button]:
    version_id = item.version.version_id
    approve = button("approve", f"/keurgoed {version_id}", house)
    give_back = button("return", f"/stuurterug {version_id}", house)
    own = refusal in (Refusal.OWN, Refusal.ROLE)
    return [*([] if refusal else [approve]), *([] if own else [give_back]), *to_desk(house)]


def _facts(item: Waiting, by: str, flow: Workflow, house: House) -> str:
    """New or changed, by whom in general, urgent or not, since when; no names."""
    text = house.catalogue.text
    is_new = flow.entries.get(item.version.slug).published_version is None
    own = flow.store.may_approve(item.version.version_id, by) is Refusal.OWN
    author = "own" if own else "colleague" if item.authors else "file"
    since = day(item.version.created_at.astimezone(ZONE).date(), house.catalogue)
    facts = [text(f"beheer_chat.facts.{'new' if is_new else 'change'}"), text(f"beheer_chat.facts.{author}")]
    if item.urgent:
        facts.append(text("beheer_chat.facts.urgent"))
    if item.outdated:
        facts.append(text("beheer_chat.facts.outdated"))
    return ", ".join([*facts, text("beheer_chat.facts.since", date=since)])


def _changed(item: Waiting, flow: Workflow, house: House) -> list[Block]:
    text = house.catalogue.text
    if flow.entries.get(item.version.slug).published_version is None:
        return [Block(BlockKind.TEXT, text("beheer_chat.changes.new"))]
    told, is_all = changes(flow.diff(item.version.version_id), house.references, house.catalogue)
    blocks = [Block(BlockKind.TEXT, text("beheer_chat.changes.title", changes=told))]
    link = desk_page(f"/beoordelen/{item.version.version_id}", house)
    if not is_all and link:
        blocks.append(Block(BlockKind.NOTICE, text("beheer_chat.changes.in_desk", link=link)))
    return blocks


def _notes(item: Waiting, flow: Workflow, house: House) -> list[Block]:
    """What colleagues remarked, with their names as the desk gives them."""
    found = [note for note in item.notes if note.kind is NoteKind.COMMENT][-MOST_NOTES:]
    if not found:
        return []
    names = flow.store.names({note.by for note in found})
    text = house.catalogue.text
    somebody = text("beheer_chat.notes.somebody")
    lines = [text("beheer_chat.notes.line", name=names.get(note.by, somebody), text=note.text) for note in found]
    return [Block(BlockKind.TEXT, "\n".join([text("beheer_chat.notes.title"), *lines]))]


def _shortened(title: str) -> str:
    return title if len(title) <= LONGEST_LABEL else f"{title[: LONGEST_LABEL - 1].rstrip()}…"
