"""The JSON of an evaluation, and its schema."""

from typing import Any

from pydantic import TypeAdapter

from app.grading.evaluation.result import Evaluation

SCHEMA = 1
"""The number of this form; a change that a reader would notice is a new one."""

_EVALUATION = TypeAdapter(Evaluation)


def as_json(evaluation: Evaluation) -> dict[str, Any]:
    """The evaluation as docs/eval.schema.json has it."""
    return _EVALUATION.dump_python(evaluation, mode="json")  # type: ignore[no-any-return]


def schema() -> dict[str, Any]:
    """The JSON schema that every evaluation fits."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_EVALUATION.json_schema(mode="serialization")}
