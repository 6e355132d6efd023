"""The routes about sessions."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from app.api.errors import declared
from app.api.framer import place_shape, turn_shape
from app.api.frames import PlaceShape, SessionShape, Shape, TurnShape
from app.api.parts import Parts
from app.api.values import Line, Number
from app.domain.report import Report
from app.domain.scale import Area
from app.domain.session import MOST_MINUTES, Format, SessionSpec, Style
from app.reports.formats import ReportFormat, file_name, find
from app.store.records import Listed

LARGEST_SEED = 2**53 - 1
REPORT_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"

router = APIRouter(prefix="/api")


def parts(request: Request) -> Parts:
    """What the routes work with."""
    found: Parts = request.app.state.parts
    return found


Here = Annotated[Parts, Depends(parts)]


class SessionBody(BaseModel):
    """What to practise; all but `format` may be left out. Keys that are not known are let pass."""

    model_config = ConfigDict(frozen=True)

    format: Format
    persona: Line | None = None
    question: Line | None = None
    area: Area | None = None
    minutes: Annotated[int, Field(ge=0, le=MOST_MINUTES), Number] | None = None
    seed: Annotated[int, Field(ge=0, le=LARGEST_SEED), Number] | None = None
    model: Line | None = None
    grader_model: Line | None = None
    style: Style = "realistic"
    company: Line | None = None
    role: Line | None = None
    technologies: Annotated[tuple[Line, ...], Field(max_length=20)] = ()
    candidate: Line | None = None
    retry_of: Line | None = None

    def spec(self) -> SessionSpec:
        """The same for the service."""
        return SessionSpec(**dict(self))


class ListedShape(SessionShape):
    """A session in the history, with the lines of its report once there is one."""

    headline: str | None
    count_line: str | None
    next_time: str | None


class History(Shape):
    """All sessions, newest first."""

    sessions: list[ListedShape]


class ViewShape(SessionShape):
    """A session with its turns and where it stands."""

    turns: list[TurnShape]
    place: PlaceShape


class RatingBody(BaseModel):
    """How the candidate thinks it went, against the bar."""

    rating: Literal["below", "about", "above"]


@router.post("/sessions", status_code=201, responses=declared(404, 413, 422, 503))
async def create(body: SessionBody, here: Here) -> SessionShape:
    """Plan a session. It starts when somebody connects to its socket."""
    return here.framer.session(await here.interviews.create(body.spec()))


@router.get("/sessions", responses=declared(503))
async def history(here: Here) -> History:
    """All sessions, newest first."""
    return History(sessions=[_listed(here, one) for one in await here.interviews.list()])


@router.get("/sessions/{session_id}", responses=declared(404, 422, 503))
async def view(session_id: str, here: Here) -> ViewShape:
    """A session with its turns and where it stands."""
    seen = await here.interviews.view(session_id)
    session = dict(here.framer.session(seen.session))
    return ViewShape(**session, turns=[turn_shape(t) for t in seen.turns], place=place_shape(seen.place))


@router.delete("/sessions/{session_id}", responses=declared(404, 422, 503))
async def delete(session_id: str, here: Here) -> dict[str, object]:
    """Delete a session; answered when nothing of it is left in any table or log."""
    gone = await here.interviews.delete(session_id)
    return {"deleted": {"turns": gone.turns, "grades": gone.grades}, "at": here.clock().isoformat()}


@router.get("/sessions/{session_id}/report", response_class=Response, responses=declared(404, 409, 422, 503))
async def report(session_id: str, here: Here, format: str = "json") -> Response:
    """The report as a download; 409 while it is not ready."""
    form = find(format)
    return await _download(await here.reports.of(session_id), form)


@router.get("/sample/report", response_class=Response, responses=declared(404, 422))
async def sample(here: Here, format: str = "json") -> Response:
    """A finished report to look at."""
    form = find(format)
    return await _download(await here.reports.sample(), form)


@router.post("/sessions/{session_id}/grade", status_code=202, responses=declared(404, 409, 422, 503))
async def grade(session_id: str, here: Here) -> dict[str, str]:
    """Grade again what is not graded; 409 where everything is."""
    await here.conversation.grade_again(session_id)
    return {"status": "grading"}


@router.put("/sessions/{session_id}/self-rating", status_code=204, responses=declared(404, 413, 422, 503))
async def rate(session_id: str, body: RatingBody, here: Here) -> None:
    """Keep how the candidate thinks it went."""
    await here.interviews.rate(session_id, body.rating)


def _listed(here: Parts, one: Listed) -> ListedShape:
    session = dict(here.framer.session(one.session))
    return ListedShape(**session, headline=one.headline, count_line=one.count_line, next_time=one.next_time)


async def _download(found: Report, form: ReportFormat) -> Response:
    """Rendered off the event loop, never shown inside the page: a sandbox without scripts."""
    body = await run_in_threadpool(form.render, found)
    headers = {
        "content-disposition": f'attachment; filename="{file_name(found, form)}"',
        "content-security-policy": REPORT_POLICY,
    }
    return Response(body, media_type=form.media_type, headers=headers)
