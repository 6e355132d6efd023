"""Which engines can be chosen now, how each of them is, and where it would send what is typed."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import structlog

from app.domain.engines import EngineGuide, LocalServer
from app.domain.session import OFFLINE
from app.errors import ModelError, ModelKeyRefused, ModelRejected
from app.llm.calls import Model
from app.service.destinations import sent_to
from app.service.engines import Engines
from app.service.faults import described
from app.service.interviews import Defaults
from app.service.nearby import WITHIN, is_listed, listed, models_at

Source = Literal["built_in", "set", "key", "ollama", "lmstudio"]
State = Literal["ready", "checking", "unreachable", "key_refused", "unchecked"]

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Offer:
    """One engine. `message` says what is wrong with it, and what to do; `sent_to` is None where nothing leaves here."""

    model: str
    label: str
    source: Source
    state: State
    message: str | None = None
    sent_to: str | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What can be known without asking anybody: who was set, whether there is a key, where models are."""

    defaults: Defaults
    has_key: bool
    base_url: str | None
    guide: EngineGuide

    def destination(self, model: str) -> str | None:
        """Where this model sends to."""
        return sent_to(model, self.base_url, self.guide)


class Offers:
    """The engines of this process, as somebody who chooses one sees them. What is found is admitted.

    `open_model` makes a model that is only asked for the names beside it. With a key that nobody chose to use, no
    request is made. `within` is the limit of each question, in seconds.
    """

    def __init__(
        self, engines: Engines, around: Around, open_model: Callable[[str], Model | None], *, within: float = WITHIN
    ) -> None:
        self._engines, self._around, self._open, self._within = engines, around, open_model, within
        self._found: tuple[Offer, ...] = ()
        self._given: tuple[Offer, ...] = ()
        self._look: asyncio.Task[None] | None = None
        self._know(_given(around))

    @property
    def all(self) -> tuple[Offer, ...]:
        """The built-in engine, what was set, what a key opens, what was found; none twice."""
        given = {o.model for o in self._given}
        return (*self._given, *(o for o in self._found if o.model not in given))

    @property
    def looking(self) -> bool:
        """Whether a look is under way; what it finds is not in `all` yet."""
        return self._look is not None and not self._look.done()

    def begin(self) -> None:
        """Look in the background. Servers of this computer are only looked for where no model was set."""
        self._start(self._around.defaults.model == OFFLINE)

    async def again(self) -> None:
        """Look anew, for servers of this computer too; a look that is under way is waited for."""
        if not self.looking:
            self._start(True)
        assert self._look is not None
        await asyncio.shield(self._look)

    async def check(self, model: str) -> None:
        """See how one engine is, now that somebody wants it. UserError (`model_unavailable`) where it is not here."""
        self._engines.chosen(model)
        await self._checked([o for o in self._given if o.model == model and o.source != "built_in"])

    async def close(self) -> None:
        """Stop looking."""
        if self._look is not None:
            self._look.cancel()
            await asyncio.gather(self._look, return_exceptions=True)

    def _start(self, around_here: bool) -> None:
        wanted = [o for o in self._given if o.source == "set" or _was_tried(o)]
        self._put(replace(o, state="checking", message=None) for o in wanted)
        self._look = asyncio.create_task(self._all_of(wanted, around_here))

    async def _all_of(self, wanted: Sequence[Offer], around_here: bool) -> None:
        servers = self._around.guide.local if around_here and self._around.base_url is None else ()
        found, _ = await asyncio.gather(asyncio.gather(*map(self._at, servers)), self._checked(wanted))
        self._found = tuple(offer for offers in found for offer in offers)
        self._engines.admit(o.model for o in self._found)

    async def _checked(self, wanted: Sequence[Offer]) -> None:
        self._put(await asyncio.gather(*map(self._as_it_is, wanted)))

    def _put(self, offers: Iterable[Offer]) -> None:
        """Put these in the place of what was known of them."""
        new = {_place(o): o for o in offers}
        self._know(tuple(new.get(_place(o), o) for o in self._given))

    def _know(self, given: tuple[Offer, ...]) -> None:
        self._given = given
        self._engines.admit(o.model for o in given)

    async def _as_it_is(self, offer: Offer) -> Offer:
        try:
            model = await asyncio.to_thread(self._engines.model, offer.model)
            names = await listed(model, self._within) if model else ()
        except ModelError as error:
            return replace(offer, state=_state(error), message=error.message)
        except Exception as error:
            _log.error("engine.unchecked", model=offer.model, **described(error))
            return replace(offer, state="unreachable", message="It could not be checked.")
        if offer.source == "key":
            offer = self._best(offer, names)
        return replace(offer, state="ready" if names else "unchecked", message=_unlisted(offer.model, names))

    def _best(self, offer: Offer, names: Sequence[str]) -> Offer:
        """The model that is preferred among those that the key opens."""
        best = next((name for name in self._around.guide.openai if name in names), None)
        return _with_key(best, self._around) if best else offer

    async def _at(self, server: LocalServer) -> tuple[Offer, ...]:
        names = await models_at(server, self._open, self._around.guide, self._within)
        return tuple(
            Offer(f"{server.provider}:{name}", f"{server.name} with {name}", server.provider, "ready") for name in names
        )


def _given(around: Around) -> tuple[Offer, ...]:
    models = dict.fromkeys((around.defaults.model, around.defaults.grader_model))
    named = tuple(Offer(m, m, "set", "checking", sent_to=around.destination(m)) for m in models if m != OFFLINE)
    built_in = Offer(OFFLINE, "Built-in interviewer", "built_in", "ready")
    keyed = around.has_key and around.base_url is None and around.defaults.model == OFFLINE
    return (built_in, *named, *((_with_key(around.guide.openai[0], around),) if keyed else ()))


def _with_key(name: str, around: Around) -> Offer:
    model = f"openai:{name}"
    return Offer(model, f"OpenAI with {name}", "key", "unchecked", sent_to=around.destination(model))


def _place(offer: Offer) -> str:
    """What an offer is the same by: a key's may become another model's."""
    return offer.source if offer.source == "key" else offer.model


def _was_tried(offer: Offer) -> bool:
    return offer.source == "key" and (offer.state != "unchecked" or offer.message is not None)


def _state(error: ModelError) -> State:
    if isinstance(error, ModelKeyRefused):
        return "key_refused"
    return "unchecked" if isinstance(error, ModelRejected) else "unreachable"


def _unlisted(model: str, names: Sequence[str]) -> str | None:
    name = model.partition(":")[2]
    return None if not names or is_listed(name, names) else f"It answers, but does not list {name}. Check the name."
