"""Looks at what does not need a model: the settings, the data folder, the port, and which models could be used."""

import asyncio
import errno
import socket
import tempfile
from collections.abc import AsyncIterator

from app.config import Settings
from app.content.catalog import Content
from app.doctor.findings import Finding
from app.domain.engines import LocalServer
from app.domain.session import OFFLINE
from app.errors import ModelError, SetupError
from app.llm.address import address_of
from app.llm.client import Access
from app.llm.opening import open_model
from app.service.destinations import sent_to
from app.service.nearby import models_at
from app.store.lock import DataLock


def settings_read(settings: Settings, content: Content) -> Finding:
    """Who is set, and what with. The key is never shown, nor a login within the address."""
    try:
        address = _address(settings)
    except ModelError as error:
        return Finding("settings", "problem", error.message, todo="Set HOTSEAT_BASE_URL to it.")
    grader = settings.grader_model or settings.model
    graded = "" if grader == settings.model else f", graded by {grader}"
    parts = [f"HOTSEAT_MODEL is {settings.model}{graded}", address, _key(settings)]
    goes = [
        f"what is typed goes to {to}"
        for model in dict.fromkeys((settings.model, grader))
        if (to := _to(model, settings, content))
    ]
    says = "; ".join(part for part in (*parts, *goes, f"limit of a call {settings.timeout:g} seconds") if part)
    return Finding("settings", "ok", f"{says}.")


async def without_model(settings: Settings, content: Content) -> AsyncIterator[Finding]:
    """The built-in engine needs nothing; which models were found all the same."""
    yield Finding("model", "ok", "The built-in engine interviews and grades. It needs no model, no key and no network.")
    guide = content.engines
    if settings.base_url is not None:
        says = "HOTSEAT_BASE_URL is set, and no model is. To use it: HOTSEAT_MODEL=openai:NAME."
        yield Finding("found", "note", says)
        return
    if _key(settings):
        says = f"OPENAI_API_KEY is set. To use it: HOTSEAT_MODEL=openai:NAME, such as openai:{guide.openai[0]}."
        yield Finding("found", "note", says)
    found = await asyncio.gather(*(_models_at(server, settings, content) for server in guide.local))
    for server, names in zip(guide.local, found, strict=True):
        if names:
            says = f"{server.name} on this computer has {', '.join(names)}."
            yield Finding("found", "note", f"{says} To use it: HOTSEAT_MODEL={server.provider}:{names[0]}.")


def data_folder(settings: Settings) -> Finding:
    """Whether answers can be kept."""
    try:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.data) as file:
            file.write(bytes(4096))
            file.flush()
    except OSError as error:
        says = f"{settings.data} cannot be written ({error.strerror})."
        return Finding("data folder", "problem", says, todo="Free some space, or set HOTSEAT_DATA to a folder you own.")
    return Finding("data folder", "ok", f"{settings.data} can be written.")


def port(settings: Settings) -> Finding:
    """Whether a server can listen, or does already."""
    if _serves(settings):
        return Finding("port", "ok", "Hotseat is running on this data folder.")
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        socket.create_server((settings.host, settings.port), family=family).close()
    except OSError as error:
        return _not_free(settings, error)
    return Finding("port", "ok", f"{settings.host} port {settings.port} is free.")


def _not_free(settings: Settings, error: OSError) -> Finding:
    taken = error.errno == errno.EADDRINUSE
    says = f"Port {settings.port} is in use." if taken else f"Cannot listen on {settings.host} ({error.strerror})."
    return Finding(
        "port", "problem", says, todo="Stop what uses it, or set HOTSEAT_PORT to another." if taken else None
    )


def _serves(settings: Settings) -> bool:
    try:
        DataLock(settings.data).release()
    except SetupError:
        return True
    except OSError:
        return False
    return False


async def _models_at(server: LocalServer, settings: Settings, content: Content) -> tuple[str, ...]:
    return await models_at(server, lambda model: open_model(model, settings), content.engines)


def _address(settings: Settings) -> str:
    if settings.base_url is None:
        return ""
    return f"address {address_of(Access(settings.base_url), settings.base_url).name} (HOTSEAT_BASE_URL)"


def _key(settings: Settings) -> str:
    key = settings.openai_api_key
    return "OPENAI_API_KEY is set" if key is not None and key.get_secret_value().strip() else ""


def _to(model: str, settings: Settings, content: Content) -> str | None:
    return None if model == OFFLINE else sent_to(model, settings.base_url, content.engines)
