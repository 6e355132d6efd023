"""Which models a server has, and which servers of models listen on this computer."""

import asyncio
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from app.domain.engines import EngineGuide, LocalServer
from app.errors import ModelError, ModelTimeout
from app.llm.calls import Model

WITHIN = 5.0
"""Seconds that a server has to say which models it has."""
LISTENS_WITHIN = 1.0
"""Seconds to find out whether anything listens on a port of this computer."""

_NAME = re.compile(r"[\w.:/@+-]{1,120}", re.ASCII)
"""What a model's name can be: what listens on a usual port may be another program, and say anything."""


async def listed(model: Model, within: float = WITHIN) -> Sequence[str]:
    """The names of the models beside this one. ModelError, soon, where they cannot be had."""
    try:
        async with asyncio.timeout(within):
            return await model.models()
    except TimeoutError:
        raise ModelTimeout(f"Nothing came within {within:g} seconds.") from None


async def models_at(
    server: LocalServer, open_model: Callable[[str], Model | None], guide: EngineGuide, within: float = WITHIN
) -> tuple[str, ...]:
    """The models that a server of this computer offers for talking; none where nothing listens."""
    model: Model | None = None
    try:
        await _connect(server)
        model = await asyncio.to_thread(open_model, f"{server.provider}:any")
        names = await listed(model, within) if model else ()
    except (OSError, TimeoutError, ModelError):
        return ()
    finally:
        if model is not None:
            await model.close()
    return fit_to_offer(names, guide)


def fit_to_offer(names: Sequence[str], guide: EngineGuide) -> tuple[str, ...]:
    """Those that look like a model's name and not like one for something else, as many as can be looked through."""
    fit = [n for n in names if is_name(n) and not any(part in n.lower() for part in guide.not_offered)]
    return tuple(fit[: guide.most_local])


def is_name(text: str) -> bool:
    """Whether this can be a model's name, and so be shown."""
    return _NAME.fullmatch(text) is not None


def is_listed(name: str, names: Sequence[str]) -> bool:
    """Whether a model is among these; some servers add a tag to its name, and a file may be named from home."""
    return not {name, f"{name}:latest", str(Path(name).expanduser())}.isdisjoint(names)


async def _connect(server: LocalServer) -> None:
    async with asyncio.timeout(LISTENS_WITHIN):
        _, writer = await asyncio.open_connection(server.host, server.port)
    writer.close()
