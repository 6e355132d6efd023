"""The front end's files, the pages that are one file, and the page for somebody who has no cookie yet."""

import mimetypes
from pathlib import Path

from fastapi import APIRouter
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Match, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

PAGES = ("/", "/round/{persona}", "/session/{session_id}", "/report/{session_id}", "/history", "/sample")
TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
"""Told rather than guessed: some machines map .js to a type that browsers refuse to run."""

LOCKED = Path(__file__).parent / "locked.html"


def page_routes(frontend: Path) -> APIRouter:
    """Every address of the front end gives the same page, which reads the address itself."""
    router = APIRouter(include_in_schema=False)

    async def page() -> FileResponse:
        return FileResponse(frontend / "index.html", media_type="text/html", headers={"cache-control": "no-cache"})

    for path in PAGES:
        router.add_api_route(path, page, methods=["GET", "HEAD"])
    return router


class FrontEnd(StaticFiles):
    """The files of the front end; a browser asks each time whether one has changed."""

    def __init__(self, folder: Path) -> None:
        for ending, kind in TYPES.items():
            mimetypes.add_type(kind, ending)
        super().__init__(directory=folder, check_dir=False)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file, to be asked for again each time."""
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "no-cache"
        return response


class BesideApi(Mount):
    """Everything but the API, where a wrong method or path is for the API to say."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """None of the API's paths."""
        return (Match.NONE, {}) if scope["path"].startswith("/api/") else super().matches(scope)


def locked_page() -> HTMLResponse:
    """How to get in."""
    return HTMLResponse(LOCKED.read_text(encoding="utf-8"), status_code=401)
