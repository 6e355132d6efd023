"""The report as JSON: every field as it is, people's words to the letter. Its schema is docs/report.schema.json."""

import json
from typing import Any

from pydantic import TypeAdapter

from app.domain.report import Report
from app.reports.formats import ReportFormat

_REPORT = TypeAdapter(Report)


def render(report: Report) -> bytes:
    """The whole file, UTF-8. A lone surrogate, which UTF-8 cannot hold, becomes its JSON escape."""
    text = json.dumps(_REPORT.dump_python(report, mode="json"), ensure_ascii=False, indent=2)
    return f"{text}\n".encode("utf-8", "backslashreplace")


def schema() -> dict[str, Any]:
    """The JSON schema that every rendered report fits."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_REPORT.json_schema(mode="serialization"),
    }


FORMAT = ReportFormat(id="json", media_type="application/json", extension="json", render=render)
