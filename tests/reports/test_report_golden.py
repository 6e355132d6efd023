"""Reports as rendered, held byte for byte."""

import json

import jsonschema
import pytest
from pydantic import TypeAdapter

from app.domain.report import Report
from app.reports.formats import discover
from app.reports.json import schema
from tests.reports.golden import DOCS, GOLDEN, held
from tests.reports.payloads import PAYLOADS
from tests.reports.sample import sample_report
from tests.reports.variants import coached_report, filled, long_report, world_report

REPORTS = {"sample": sample_report, "world": world_report}
EVERY = [sample_report(), world_report(), long_report(), *(filled(coached_report(), text) for text in PAYLOADS)]


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("format_id", ["html", "json", "markdown"])
def test_golden_report(name: str, format_id: str) -> None:
    made = discover()[format_id]
    held(GOLDEN / f"report-{name}.{made.extension}", made.render(REPORTS[name]()))


def test_golden_schema_stands_in_the_docs() -> None:
    held(DOCS / "report.schema.json", json.dumps(schema(), indent=2, ensure_ascii=False).encode() + b"\n")


def test_every_report_fits_the_schema() -> None:
    validator = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())
    for report in EVERY:
        validator.validate(json.loads(discover()["json"].render(report)))


def test_json_gives_back_the_report_to_the_letter() -> None:
    for report in EVERY:
        again = json.loads(discover()["json"].render(report))
        assert TypeAdapter(Report).validate_python({**again, **_times(report)}) == report


def _times(report: Report) -> dict[str, object]:
    return {"started_at": report.started_at, "ended_at": report.ended_at}
