"""The page of the editor, in either of its views."""

from dataclasses import dataclass

from fastapi import Request
from starlette.responses import Response

from bot.desk.desk import Desk
from bot.desk.editing.checks import Side, side_of
from bot.desk.editing.finding import finding_of
from bot.desk.editing.form import Typed
from bot.desk.editing.naming import names
from bot.desk.presenting.golden import GoldenShown
from bot.desk.presenting.preview import draft_bubbles
from bot.desk.security.visits import Visit
from bot.desk.views import show
from knowledge.editing.fields import Fields, Layout
from knowledge.editing.reading import fields_of
from knowledge.entries.model import Urgency
from knowledge.entries.phrasings import STYLES
from knowledge.errors import EntryFormatError
from knowledge.review.diff import Diff, diff
from knowledge.review.model import Draft, DraftText
from knowledge.review.text import key_in, read

CALL_FIRST = ("112", "veilig-thuis", "113", "csg", "politie", "huisarts")
"""Whom an urgent entry may name first, in the order of the danger card."""


@dataclass(frozen=True, slots=True)
class Showing:
    """What the page says besides the draft itself.

    Attributes:
        as_text: The view as text.
        question: Question to try, without personal data.
        focus: Field that gets the cursor.
        extra: Row that shows one more choice of a source.
        notice: Key of ``desk_draft.notices``: why the text came back unsaved.
        status: HTTP status.
        golden: Golden questions that get worse, for who hands in.
    """

    as_text: bool = False
    question: str = ""
    focus: str = ""
    extra: str = ""
    notice: str = ""
    status: int = 200
    golden: GoldenShown | None = None


def titles_of(desk: Desk) -> dict[str, str]:
    """Titles of all entries that may be related, by slug: published ones and drafts."""
    known = {slug: item.entry.title for slug, item in desk.shelf.published().items()}
    drafts = {draft.slug: key_in(draft.text.entry, "titel") or draft.slug for draft in desk.flow.store.drafts()}
    return dict(sorted((drafts | known).items(), key=lambda pair: pair[1].casefold()))


def show_editor(
    request: Request,
    desk: Desk,
    visit: Visit,
    draft: Draft,
    typed: Typed,
    showing: Showing,
    theirs: DraftText | None = None,
) -> Response:
    """The editor with what was typed.

    Args:
        request: What it answers.
        desk: The parts behind the pages.
        visit: Who writes.
        draft: As it stands in the store.
        typed: What the form should hold.
        showing: What else the page says.
        theirs: The text of somebody who saved meanwhile.
    """
    fields = None if showing.as_text else typed.fields or fields_of(typed.text)
    side = side_of(draft.slug, fields, desk) if fields else None
    checked = None if side else desk.flow.check(draft.slug, typed.text, desk.now())
    entry = side.checked.entry if side else checked.entry if checked else None
    titles = titles_of(desk)
    remarks = [] if draft.waiting_version else desk.flow.store.remarks(draft.slug, draft.created_at)
    return show(
        request,
        "draft.html",
        section="knowledge",
        visit=visit,
        status=showing.status,
        draft=draft,
        typed=typed,
        fields=fields,
        text=typed.text,
        no_fields=fields is None and not showing.as_text,
        side=side,
        checked=checked,
        bubbles=draft_bubbles(entry, desk.house, desk.today) if checked else (),
        theirs=theirs,
        conflict=_against(draft.slug, theirs, typed.text) if theirs else None,
        unsaved=typed.text != draft.text,
        title=entry.title if entry else key_in(typed.text.entry, "titel") or draft.slug,
        published=desk.shelf.published().get(draft.slug),
        focus=showing.focus,
        remarks=remarks,
        remark_names=desk.flow.store.names({note.by for note in remarks}) if remarks else {},
        notice=showing.notice,
        golden=showing.golden,
        question=showing.question,
        found=finding_of(showing.question, draft.slug, entry, desk) if showing.question else None,
        **names(desk.catalogue),
        **_choices(desk, fields, side, titles, showing),
    )


def _choices(
    desk: Desk, fields: Fields | None, side: Side | None, titles: dict[str, str], showing: Showing
) -> dict[str, object]:
    """What the choices of the form offer; a value that is in no list stays, so that nothing gets lost.

    What is chosen comes first, in its own order: a browser sends boxes in the order of the page.
    """
    references = desk.house.references
    themes = dict(references.themes)
    expertise = dict(references.expertise)
    sources = {key: f"{key} · {_clipped(source.label)}" for key, source in references.sources.items()}
    styles = list(STYLES)
    if fields:
        themes.setdefault(fields.theme, fields.theme)
        expertise = {key: expertise.get(key, key) for key in (*fields.expertise, *expertise)}
        sources |= {key: key for key in fields.listed_sources if key not in sources}
        used = {block.style for block in fields.asked}
        styles = [style for style in STYLES if style not in used]
    return {
        "themes": themes,
        "expertise": expertise,
        "sources": sources,
        "titles": titles,
        "missing_styles": styles,
        "layouts": [layout.value for layout in Layout],
        "urgencies": list(dict.fromkeys([*(u.value for u in Urgency), *([fields.urgency] if fields else [])])),
        "call_first": list(dict.fromkeys([*(fields.call_first if fields else ()), *CALL_FIRST])),
        "extra": showing.extra,
        "wanted": side.wanted if side else {},
    }


def _clipped(text: str, width: int = 60) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _against(slug: str, theirs: DraftText, mine: DraftText) -> Diff | None:
    """What differs between two texts; None when one of them cannot be read."""
    try:
        return diff(read(slug, theirs), read(slug, mine))
    except EntryFormatError:
        return None
