"""Quiz items from files and to files: a look first, then proposals; nothing is stored before a yes."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from bot.desk.desk import Desk
from bot.desk.pages.quiz_author import problem_text
from bot.desk.presenting.quiz_incoming import IncomingItem, Shelves, look_through
from bot.desk.presenting.quiz_tabs import tabs_of
from bot.desk.security.visits import AuthorQuizVisit, TheDesk, Visit, the_desk
from bot.desk.views import show
from knowledge.entries.model import Mark
from knowledge.quiz.bank import BankItem, ItemState
from knowledge.quiz.exchange.gift import write_gift
from knowledge.quiz.exchange.model import Defaults
from knowledge.quiz.exchange.yaml_files import write_yaml_items
from knowledge.quiz.marks import read_mark
from knowledge.quiz.model import Item
from knowledge.store.quiz_items import ItemBank

router = APIRouter()
FILES = "/quizvragen/bestanden"
WRITERS = {"gift": (write_gift, "gift.txt"), "yaml": (write_yaml_items, "yml")}
"""How to write items, and how the name of the file ends."""


async def sent_files(request: Request) -> tuple[FormData, list[tuple[str, bytes]]]:
    """The fields, and names and contents of the files; their number and size were limited before."""
    form = await request.form()
    files = [value for value in form.getlist("bestanden") if isinstance(value, UploadFile) and value.filename]
    return form, [(str(file.filename), await file.read()) for file in files]


Sent = Annotated[tuple[FormData, list[tuple[str, bytes]]], Depends(sent_files)]


@router.get(FILES)
def start(request: Request, visit: AuthorQuizVisit) -> Response:
    """The forms to choose files, and to download."""
    return _show(request, visit)


@router.post(FILES)
def look(request: Request, desk: TheDesk, visit: AuthorQuizVisit, sent: Sent) -> Response:
    """What the files would change; nothing is kept but in memory, until somebody says yes."""
    form, files = sent
    entries = {slug: item.entry for slug, item in desk.shelf.published().items()}
    slug, mark = str(form.get("kaart", "")), _mark(str(form.get("bron", "")))
    if mark is None:
        return _show(request, visit, bad_mark=True, chosen=slug, status=422)
    text = desk.catalogue.text
    defaults = Defaults(
        slug if slug in entries else "",
        entries[slug].theme if slug in entries else "",
        mark,
        text("desk_quiz_files.true"),
        text("desk_quiz_files.false"),
    )
    bank = {row.name: row for row in ItemBank(desk.database).items()}
    words, privacy = desk.flow.curated.now().words, desk.house.privacy
    shelves = Shelves(bank, entries, words, privacy, defaults, invented=form.get("verzonnen") == "ja")
    read = look_through(files, shelves)
    taken = tuple(item for file in read for item in file.items if item.taken)
    name = desk.quiz_uploads.keep(visit.person, taken) if taken else ""
    return _show(request, visit, read=read, taken=taken, name=name, empty=not files, chosen=slug)


@router.post(f"{FILES}/bevestigen")
def confirm(
    request: Request,
    desk: TheDesk,
    visit: AuthorQuizVisit,
    naam: Annotated[str, Form(max_length=40)] = "",
    vraag: Annotated[list[str] | None, Form(max_length=500)] = None,
) -> Response:
    """Hand in the chosen items; a colleague judges each before it is asked."""
    waiting = desk.quiz_uploads.take(naam, visit.person)
    if waiting is None:
        return _show(request, visit, gone=True, status=409)
    chosen = set(vraag or ())
    results = [(item, _propose(item, desk, visit)) for item in waiting if item.item.id in chosen]
    return _show(request, visit, results=results, none_chosen=not results)


@router.get("/quizvragen/download")
def download(
    desk: TheDesk,
    visit: AuthorQuizVisit,  # noqa: ARG001 - it guards the page
    thema: Annotated[str, Query(max_length=60)] = "",
    vorm: Annotated[str, Query(max_length=10)] = "gift",
) -> Response:
    """A file of every item that was approved and is not taken out, of a theme or of all.

    Raises:
        HTTPException: 404, there is no such theme or form, or nothing to write.
    """
    rows = ItemBank(desk.database).items()
    items = [row.item for row in rows if _leaves(row) and thema in ("", row.item.theme)]
    if vorm not in WRITERS or not items:
        raise HTTPException(404)
    write, end = WRITERS[vorm]
    name = f"quizvragen-{items[0].theme if thema else 'alle'}.{end}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(write(items), media_type="text/plain; charset=utf-8", headers=headers)


def _leaves(row: BankItem) -> bool:
    return row.shown is not None and row.state is not ItemState.RETIRED


def _propose(incoming: IncomingItem, desk: Desk, visit: Visit) -> int | None:
    """Id of the proposal; None when a colleague changed the item since the look."""
    bank = ItemBank(desk.database)

    def work() -> int | None:
        row = next((one for one in bank.items() if one.name == incoming.item.id), None)
        if (row.latest.version_id if row else None) != incoming.base:
            return None
        return bank.propose(incoming.item, visit.person, desk.now()).version_id

    return desk.database.together(work)


def _mark(typed: str) -> Mark | None:
    """The mark of items that name none; None when it is no mark."""
    try:
        return read_mark(typed.strip() or "algemeen")
    except ValueError:
        return None


def _show(request: Request, visit: Visit, *, status: int = 200, **values: object) -> Response:
    desk = the_desk(request)
    nothing: dict[str, object] = {
        "read": (),
        "taken": (),
        "name": "",
        "results": [],
        "gone": False,
        "empty": False,
        "none_chosen": False,
        "bad_mark": False,
        "chosen": "",
    }
    published = desk.shelf.published()
    titles = sorted(((slug, item.entry.title) for slug, item in published.items()), key=lambda pair: pair[1])
    items: list[Item] = [row.item for row in ItemBank(desk.database).items() if _leaves(row)]
    themes = desk.house.references.themes
    return show(
        request,
        "quiz_files.html",
        section="quiz",
        visit=visit,
        status=status,
        tabs=tabs_of(visit),
        entries=titles,
        themes={key: title for key, title in themes.items() if any(item.theme == key for item in items)},
        told=lambda problem: problem_text(desk, problem),
        count=len(items),
        **(nothing | values),
    )
