"""*Importeren*: texts from files become drafts, after a look at what they would change."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from bot.desk.desk import Desk
from bot.desk.security.visits import CurateVisit, TheDesk, Visit, the_desk
from bot.desk.views import show
from knowledge.exchange.incoming import Incoming, adopt, look_through
from knowledge.exchange.unpacking import unpack
from knowledge.review.errors import ReviewError

router = APIRouter()
DRAFTS, HAND_IN = "concept", "inleveren"
Name = Annotated[str, Form(max_length=40)]


async def sent_files(request: Request) -> list[tuple[str, bytes]]:
    """Names and contents of the uploaded files; their number and size were limited before."""
    form: FormData = await request.form()
    files = [value for value in form.getlist("bestanden") if isinstance(value, UploadFile) and value.filename]
    return [(str(file.filename), await file.read()) for file in files]


Files = Annotated[list[tuple[str, bytes]], Depends(sent_files)]


@router.get("/importeren")
def start(request: Request, visit: CurateVisit) -> Response:
    """The form to choose files."""
    return _show(request, visit)


@router.post("/importeren")
def look(request: Request, desk: TheDesk, visit: CurateVisit, files: Files) -> Response:
    """What the files would change; nothing is kept but in memory, until somebody says yes."""
    unpacked = unpack(files)
    incoming = look_through(unpacked.texts, desk.flow, desk.now())
    taken = tuple(item for item in incoming if item.taken)
    # What is refused is not kept: it may hold what must not be kept.
    name = desk.uploads.keep(visit.person, taken) if taken else ""
    return _show(request, visit, incoming=incoming, unread=unpacked.unread, name=name, empty=not files)


@router.post("/importeren/bevestigen")
def confirm(
    request: Request,
    desk: TheDesk,
    visit: CurateVisit,
    naam: Name,
    doe: Annotated[str, Form(max_length=20)] = DRAFTS,
    kaart: Annotated[list[str] | None, Form(max_length=300)] = None,
) -> Response:
    """Make drafts of the chosen entries, or hand them in as well; nothing is published by it."""
    waiting = desk.uploads.take(naam, visit.person)
    if waiting is None:
        return _show(request, visit, gone=True, status=409)
    chosen = set(kaart or ())
    results = [_adopt(item, desk, visit, hand_in=doe == HAND_IN) for item in waiting if item.slug in chosen]
    return _show(request, visit, results=results)


def _adopt(item: Incoming, desk: Desk, visit: Visit, *, hand_in: bool) -> tuple[Incoming, str]:
    """What became of an entry: a key of ``desk_import.results``."""
    try:
        made = adopt(item, desk.flow, visit.person, desk.now())
    except ReviewError:
        return item, "refused"
    if not hand_in:
        return item, "draft"
    if item.check_personal or item.errors:
        return item, "draft_only"
    try:
        desk.flow.submit(made.draft_id, made.revision, visit.person, desk.now())
    except ReviewError:
        return item, "draft_only"
    return item, "handed_in"


def _show(request: Request, visit: Visit, *, status: int = 200, **values: object) -> Response:
    nothing: dict[str, object] = {
        "incoming": (),
        "unread": (),
        "name": "",
        "results": [],
        "gone": False,
        "empty": False,
    }
    names = the_desk(request).catalogue.section("desk_draft.personal_types")
    values = nothing | values | {"personal": lambda types: ", ".join(names[kind] for kind in types)}
    return show(request, "import.html", section="knowledge", visit=visit, status=status, **values)
