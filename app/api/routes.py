"""The routes that are not about one session: the catalog, health, metrics, and the way in."""

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from app.api.catalog import CatalogShape
from app.api.errors import declared
from app.api.keys import take_code
from app.api.metrics import CONTENT_TYPE
from app.api.pages import locked_page
from app.api.sessions import Here

YEAR = 365 * 24 * 3600

router = APIRouter()


@router.get("/api/catalog", responses=declared())
async def catalog(here: Here) -> CatalogShape:
    """Who asks, what is asked, and how reports can be had."""
    return here.catalog


@router.get("/healthz", include_in_schema=False)
@router.head("/healthz", include_in_schema=False)
async def healthy() -> Response:
    """The process answers."""
    return Response()


@router.get("/readyz", include_in_schema=False)
@router.head("/readyz", include_in_schema=False)
async def ready(here: Here) -> Response:
    """The store answers too."""
    return Response(status_code=200 if await here.interviews.ready() else 503)


@router.get("/metrics", response_class=Response, include_in_schema=False)
async def metrics(here: Here) -> Response:
    """Counters for Prometheus."""
    return Response(here.metrics.text(), media_type=CONTENT_TYPE)


@router.get("/start", include_in_schema=False)
async def start(request: Request, here: Here, code: str = "") -> Response:
    """Exchange a one-time code for the cookie, and leave the code out of the address bar."""
    if not take_code(here.settings.data, code, here.clock()):
        return locked_page()
    answer = RedirectResponse("/", status_code=303)
    answer.set_cookie(
        here.access.cookie_name(request.scope),
        here.access.cookie,
        max_age=YEAR,
        path="/",
        httponly=True,
        samesite="strict",
        secure=here.access.secure,
    )
    return answer
