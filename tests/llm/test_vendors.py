"""Errors of vendors' libraries, by what they carry."""

from types import SimpleNamespace

import pytest

from app.errors import ModelBusy, ModelError, ModelKeyRefused, ModelMisbehaved, ModelUnavailable
from app.llm.vendors import fault_of, setting_up, status_of, stopped


class VendorError(Exception):
    """An error with whatever a vendor hangs on it."""

    def __init__(self, said: str = "canary", **carried: object) -> None:
        super().__init__(said)
        for name, value in carried.items():
            setattr(self, name, value)


class TransportError(VendorError):
    """A name that tells of a connection."""


BOTOCORE = {"ResponseMetadata": {"HTTPStatusCode": 429}}
BUSY = SimpleNamespace(status_code=429, headers={"retry-after": "7"})


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (VendorError(status_code=503), 503),
        (VendorError(response=SimpleNamespace(status_code=401)), 401),
        (VendorError(code=404), 404),
        (VendorError(response=BOTOCORE), 429),
        (VendorError(code="insufficient_quota"), None),
        (VendorError(code=7), None),
        (VendorError(response={}), None),
        (VendorError(), None),
    ],
)
def test_the_status_that_an_error_carries(error: Exception, status: int | None) -> None:
    assert status_of(error) == status


@pytest.mark.parametrize(
    ("error", "ours"),
    [
        (VendorError(response=BUSY), ModelBusy),
        (TransportError(), ModelUnavailable),
        (ConnectionResetError("canary"), ModelUnavailable),
        (VendorError("canary: no API key"), ModelKeyRefused),
        (IndexError("canary"), ModelMisbehaved),
    ],
)
def test_an_error_of_ours_without_a_word_of_theirs(error: Exception, ours: type[ModelError]) -> None:
    fault = fault_of(error, "vendor", "model")
    assert type(fault) is ours
    assert "canary" not in fault.message
    assert getattr(fault, "after", None) == (7 if ours is ModelBusy else None)


def test_what_stands_behind_an_error_counts_too() -> None:
    error = VendorError()
    error.__cause__ = VendorError(status_code=429)
    assert status_of(error) == 429


def test_a_client_that_cannot_be_made() -> None:
    assert isinstance(setting_up(ValueError("canary: set GOOGLE_API_KEY"), "vendor", "model"), ModelKeyRefused)
    unmade = setting_up(ValueError("canary: no region"), "vendor", "model")
    assert isinstance(unmade, ModelUnavailable)
    assert "canary" not in unmade.message


@pytest.mark.parametrize("reason", ["stop", "STOP", "end_turn", "COMPLETE", "stop_sequence"])
def test_reasons_of_a_whole_reply(reason: str) -> None:
    assert stopped(reason) is None


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (None, "model_cut"),
        ("MAX_TOKENS", "model_cut"),
        ("max_tokens", "model_cut"),
        ("SAFETY", "model_declined"),
        ("refusal", "model_declined"),
        ("tool_use", "model_misbehaved"),
        ("pause_turn", "model_misbehaved"),
    ],
)
def test_reasons_of_another(reason: str | None, code: str) -> None:
    fault = stopped(reason)
    assert fault is not None
    assert fault.code == code
