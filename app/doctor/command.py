"""`hotseat doctor`: looks at everything that an interview needs, tries the model, and says what to do."""

import asyncio
from collections.abc import AsyncIterator
from typing import TextIO

from app.config import Settings
from app.content.catalog import Content
from app.doctor.findings import Finding, healthy, write_json, write_line
from app.doctor.machine import data_folder, port, settings_read, without_model
from app.doctor.trial import try_model
from app.domain.session import OFFLINE


def doctor(settings: Settings, content: Content, out: TextIO, *, as_json: bool) -> bool:
    """Writes what was found, for people line by line as it is found. Whether nothing is in the way."""
    return asyncio.run(_told(settings, content, out, as_json=as_json))


async def _told(settings: Settings, content: Content, out: TextIO, *, as_json: bool) -> bool:
    found: list[Finding] = []
    async for finding in _findings(settings, content):
        found.append(finding)
        if not as_json:
            write_line(finding, out)
    if as_json:
        write_json(found, out)
    return healthy(found)


async def _findings(settings: Settings, content: Content) -> AsyncIterator[Finding]:
    yield settings_read(settings, content)
    models = [m for m in dict.fromkeys((settings.model, settings.grader_model or settings.model)) if m != OFFLINE]
    if not models:
        async for finding in without_model(settings, content):
            yield finding
    for model in models:
        async for finding in try_model(model, settings, content):
            yield finding
    yield data_folder(settings)
    yield port(settings)
