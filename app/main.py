"""The composition root: the only place that names concrete classes and puts them together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial

from fastapi import FastAPI
from starlette.routing import WebSocketRoute

from app.api import engines, errors, routes, sessions
from app.api.access import Access
from app.api.catalog import EngineShape, catalog_of
from app.api.framer import Framer
from app.api.gate import Gate
from app.api.keys import load_keys
from app.api.limits import Limits, Seats
from app.api.live import Live, live_route
from app.api.metrics import Metrics
from app.api.pages import BesideApi, FrontEnd, page_routes
from app.api.parts import Parts
from app.config import Settings
from app.content.loader import load_content
from app.domain.clock import Clock, system_clock
from app.errors import ModelError, ModelUnavailable, SetupError
from app.grading.model_grader import ModelGrader
from app.grading.offline import OfflineGrader
from app.grading.prose import ProseWriter
from app.interview.conduct import Conductor
from app.llm.opening import open_model
from app.reports.formats import discover
from app.service.conversation import Conversation
from app.service.engines import Engines
from app.service.grading_jobs import LEASE, GradingJobs
from app.service.interviews import Defaults, Interviews
from app.service.offers import Around, Offers
from app.service.qualifications import stored_qualifications
from app.service.reports import Reports
from app.service.rooms import Rooms
from app.signals.reader import Reader
from app.store import sessions as stored
from app.store.store import Store

CALLS_AN_EXCHANGE = 8
"""Model calls that grading one exchange takes at most, each under its own deadline."""


def create_app(settings: Settings, clock: Clock = system_clock) -> FastAPI:
    """The application. ContentError for a broken file, SetupError where it cannot start here."""
    house = House(settings, clock)
    app = FastAPI(
        title="Hotseat",
        summary="A mock interviewer for technical program managers.",
        version="1",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=house.lifespan,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.state.house = house
    errors.install(app)
    app.include_router(sessions.router)
    app.include_router(engines.router)
    app.include_router(routes.router)
    app.include_router(page_routes(settings.frontend))
    app.router.routes.append(WebSocketRoute("/api/sessions/{session_id}/live", live_route))
    app.router.routes.append(BesideApi("/", FrontEnd(settings.frontend)))
    app.add_middleware(Gate, access=house.access, metrics=house.metrics)
    return app


class House:
    """The parts of one application. Content and keys are there at once, the store while it is open."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings, self._clock = settings, clock
        self._content = load_content(settings.prompts, settings.rubrics)
        self._reader = Reader(self._content.rubrics)
        self._defaults = Defaults(settings.model, settings.grader_model or settings.model)
        self._engines = self._made_engines()
        self._offers = self._made_offers()
        self._seats = Seats(_limits(settings))
        self._store: Store | None = None
        self.access = Access(load_keys(settings), settings.public_url)
        self.metrics = Metrics(self._seats)

    def _made_engines(self) -> Engines:
        """SetupError for a model that there is not; one whose key is missing is told of where it is asked for."""
        settings, reader, content = self._settings, self._reader, self._content
        chosen = (self._defaults.model, self._defaults.grader_model)
        made = Engines(
            OfflineGrader(reader, content.rubrics),
            open_model=lambda model: open_model(model, settings),
            grades_by=lambda model, calls: ModelGrader(model, reader, content, calls=calls),
            writes_by=lambda model, calls: ProseWriter(model, content, calls=calls),
            admitted=chosen,
        )
        for name in chosen:
            _check(made, name)
        return made

    def _made_offers(self) -> Offers:
        settings = self._settings
        around = Around(self._defaults, _has_key(settings), settings.base_url, self._content.engines)
        return Offers(self._engines, around, lambda model: open_model(model, settings))

    def open(self) -> Store:
        """Open the store, once. SetupError, in one line, where another process has it or it is damaged."""
        if self._store is None:
            self._store = Store(self._settings.data)
        return self._store

    @asynccontextmanager
    async def lifespan(self, app: FastAPI) -> AsyncIterator[None]:
        """From start to stop: what a former process left is put right first, what is under way is finished last."""
        store = self.open()
        await store.write(stored.recover)
        app.state.parts, grading, rooms = self._parts(store)
        self._offers.begin()
        working = [asyncio.create_task(grading.run())]
        try:
            yield
        finally:
            await rooms.close()
            await self._offers.close()
            for task in working:
                task.cancel()
            await asyncio.gather(*working, return_exceptions=True)
            await self._engines.close()
            await asyncio.to_thread(store.close)
            self._store = None

    def _parts(self, store: Store) -> tuple[Parts, GradingJobs, Rooms]:
        content, clock, engines = self._content, self._clock, self._engines
        conductor, framer = Conductor(content, self._reader), Framer(content)
        rooms = Rooms(store, conductor, clock)
        data, lease = self._settings.data, _lease(self._settings)
        qualified = partial(stored_qualifications, data)
        grading = GradingJobs(store, rooms, content, self._reader, engines, clock, lease, qualified)
        conversation = Conversation(store, rooms, conductor, engines, grading, clock)
        engine = EngineShape(model=self._defaults.model, grader_model=self._defaults.grader_model)
        parts = Parts(
            settings=self._settings,
            clock=clock,
            access=self.access,
            metrics=self.metrics,
            framer=framer,
            catalog=catalog_of(content, discover(), engine),
            interviews=Interviews(store, rooms, content, conductor, engines, self._defaults, clock),
            offers=self._offers,
            conversation=conversation,
            reports=Reports(store, content),
            live=Live(conversation, framer, self._seats, self.metrics, self._settings.max_answer),
        )
        return parts, grading, rooms


def _has_key(settings: Settings) -> bool:
    return settings.openai_api_key is not None and bool(settings.openai_api_key.get_secret_value().strip())


def _check(engines: Engines, name: str) -> None:
    try:
        engines.model(name)
    except ModelUnavailable as error:
        raise SetupError(f"HOTSEAT_MODEL or HOTSEAT_GRADER_MODEL: {error.message}") from error
    except ModelError:
        return


def _lease(settings: Settings) -> timedelta:
    """Time enough for all calls of one exchange."""
    return max(LEASE, timedelta(seconds=CALLS_AN_EXCHANGE * settings.timeout))


def _limits(settings: Settings) -> Limits:
    return Limits(
        sockets=settings.max_sockets,
        sockets_of_session=settings.max_sockets_of_session,
        messages_a_second=settings.message_rate,
        messages_at_once=settings.message_burst,
    )
