"""What a model is tried with (prompts/doctor.yaml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Checkup:
    """`one` is a message to be answered, `two` stand in a row, `form_ask` wants `schema`.

    `slow` is in seconds to the first word; `todo` says what can be done, by an error's code.
    """

    system: str
    one: str
    two: tuple[str, str]
    form_ask: str
    schema: Mapping[str, Any]
    slow: float
    todo: Mapping[str, str]
