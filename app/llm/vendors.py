"""Errors of any vendor's library, by what they carry and what they are called: there are too many to know each."""

import re
from collections.abc import Iterator, Mapping

from app.errors import ModelError, ModelKeyRefused, ModelMisbehaved, ModelUnavailable
from app.llm import faults, wire

_CONNECTION = re.compile("connect|timeout|network|dns|transport|unreachable", re.IGNORECASE)
_CREDENTIALS = re.compile("api.?key|credential|authenticat|access.?token", re.IGNORECASE)

_REASONS = {
    **dict.fromkeys(("stop", "end_turn", "stop_sequence", "complete", "eos"), "stop"),
    **dict.fromkeys(("length", "max_tokens", "model_length", "model_context_window_exceeded"), "length"),
    **dict.fromkeys(("content_filter", "content_filtered", "refusal", "guardrail_intervened"), "content_filter"),
    **dict.fromkeys(("safety", "recitation", "blocklist", "prohibited_content", "spii"), "content_filter"),
    **dict.fromkeys(("tool_use", "tool_calls", "function_call"), "tool_calls"),
}
"""What vendors call the reasons that OpenAI's format knows, in lower case."""


def status_of(error: BaseException) -> int | None:
    """The HTTP status that an error, or one behind it, carries."""
    for cause in faults.causes(error):
        response = getattr(cause, "response", None)
        for status in (
            getattr(cause, "status_code", None),
            getattr(response, "status_code", None),
            getattr(cause, "code", None),
            _botocore(response),
        ):
            if isinstance(status, int) and 300 <= status < 600:
                return int(status)
    return None


def fault_of(error: BaseException, vendor: str, model: str) -> ModelError:
    """One of our errors for one of a vendor's, without any of its words."""
    status = status_of(error)
    if status is not None:
        headers = getattr(getattr(error, "response", None), "headers", None) or {}
        return faults.of_status(status, headers, str(error), vendor, model, f"the key that {vendor} reads")
    if isinstance(error, OSError) or any(_CONNECTION.search(name) for name in _names(error)):
        return faults.of_connection(error, vendor)
    if _CREDENTIALS.search(str(error)):
        return no_key(vendor)
    return ModelMisbehaved(f"{vendor} answered something that is no answer.")


def setting_up(error: Exception, vendor: str, model: str) -> ModelError:
    """One of our errors for a client that could not be made."""
    if _CREDENTIALS.search(str(error)):
        return no_key(vendor)
    if status_of(error) is not None:
        return fault_of(error, vendor, model)
    return ModelUnavailable(f"{vendor} cannot be set up for {model!r}. See what its documentation wants to be set.")


def no_key(vendor: str) -> ModelKeyRefused:
    """The error for a vendor whose library found no key."""
    return ModelKeyRefused(f"{vendor} wants a key. Set it as its documentation says, and start Hotseat again.")


def stopped(reason: str | None) -> ModelError | None:
    """What a reply is, by the reason for which it ended; None for one that ended by itself."""
    known = _REASONS.get((reason or "").lower(), reason)
    return None if known == "stop" else wire.stopped(known)


def _names(error: BaseException) -> Iterator[str]:
    return (kind.__name__ for cause in faults.causes(error) for kind in type(cause).__mro__)


def _botocore(response: object) -> object:
    return response.get("ResponseMetadata", {}).get("HTTPStatusCode") if isinstance(response, Mapping) else None
