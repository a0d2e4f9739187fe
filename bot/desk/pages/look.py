"""How the desk looks: light, dark or as the device; kept in a cookie of this browser."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from bot.desk.security.visits import TheDesk
from bot.desk.views import go

router = APIRouter()


@router.post("/weergave")
def look(
    desk: TheDesk,
    thema: Annotated[str, Form(max_length=10)],
    terug: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Remember the choice and go back to the page."""
    response = go(terug)
    desk.cookies.set_theme(response, thema)
    return response
