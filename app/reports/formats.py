"""Report formats. One is added by adding a file to this folder that defines `FORMAT`; the file's name is its id."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

import app.reports
from app.domain.report import Report
from app.errors import NotFound

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """A way to write a report down. `render` is a pure function of the report and safe to call from any thread."""

    id: str
    media_type: str
    extension: str
    render: Callable[[Report], bytes]


@cache
def discover() -> Mapping[str, ReportFormat]:
    """Every format by id, in the order of their ids.

    Raises:
        AssertionError: a format's id is not its file's name.
    """
    found: dict[str, ReportFormat] = {}
    for module in iter_modules(app.reports.__path__):
        made = getattr(import_module(f"app.reports.{module.name}"), "FORMAT", None)
        if isinstance(made, ReportFormat):
            assert made.id == module.name, f"{module.name}.py defines the format {made.id!r}"
            found[made.id] = made
    return MappingProxyType(found)


def find(format_id: str) -> ReportFormat:
    """The format of that id.

    Raises:
        NotFound: there is none.
    """
    try:
        return discover()[format_id]
    except KeyError:
        raise NotFound(f"No report format {format_id!r}; there are {', '.join(discover())}.") from None


def file_name(report: Report, made: ReportFormat) -> str:
    """A name for the download: letters, digits, dots and hyphens only, nothing in it from a candidate."""
    persona = re.sub(r"[^a-z0-9]+", "-", report.persona.lower())[:_LONGEST_NAME].strip("-") or "round"
    return f"hotseat-{report.started_at:%Y-%m-%d}-{persona}.{made.extension}"
