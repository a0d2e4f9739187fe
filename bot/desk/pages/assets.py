"""Style sheets and pictures."""

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from bot.desk.assets import ASSETS, ROUTE

router = APIRouter()
KEEP = "public, max-age=31536000, immutable"
"""A year: the address changes with the content."""


@router.get(f"{ROUTE}/{{name}}")
def asset(name: str) -> Response:
    """One file.

    Raises:
        HTTPException: 404, there is no such file.
    """
    found = ASSETS.get(name)
    if found is None:
        raise HTTPException(404)
    return Response(found.content, media_type=found.media_type, headers={"Cache-Control": KEEP})
