"""What a server's refusal means, as one of our errors. Its own words never get into them."""

from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from math import isfinite
from socket import gaierror
from ssl import SSLError

from app.errors import ModelBusy, ModelError, ModelKeyRefused, ModelRejected, ModelUnavailable

LONGEST_WAIT = 3600.0
"""Seconds. No server's wish to come back later counts for more."""

_NO_CREDIT = "insufficient_quota"


def of_status(
    status: int, headers: Mapping[str, str], said: str, server: str, model: str, key: str = "OPENAI_API_KEY"
) -> ModelError:
    """The error for a status that is not 200; `said` is the body, only looked into for words that tell two apart."""
    match status:
        case 401 | 403:
            return ModelKeyRefused(f"{server} refused the key. Check {key} and start Hotseat again.")
        case 402:
            return _no_credit(server)
        case 429:
            return _no_credit(server) if _NO_CREDIT in said else _busy(server, headers)
        case 404:
            return ModelRejected(
                f"{server} has no model of the name {model!r}, or no models at this address. Check the name"
                " and the address; most addresses end with /v1."
            )
        case 408 | 409 | 425:
            return ModelUnavailable(f"{server} could not take the request just now (status {status}). Try again.")
        case _ if 300 <= status < 400:
            return ModelRejected(
                f"{server} sends requests on to another address, which Hotseat does not follow. Set the address"
                " that it leads to."
            )
        case _ if status < 500:
            return ModelRejected(f"{server} does not take this request for {model!r} (status {status}).")
    if status == 503 and after(headers) is not None:
        return _busy(server, headers)
    return ModelUnavailable(f"{server} has a fault of its own (status {status}). Try again in a moment.")


def of_connection(error: BaseException, server: str) -> ModelUnavailable:
    """The error for a connection that did not come about, or that broke before the answer began."""
    behind = tuple(causes(error))
    if any(isinstance(cause, gaierror) for cause in behind):
        return ModelUnavailable(f"There is no machine of the name in {server}. Check the address and the network.")
    if any(isinstance(cause, SSLError) for cause in behind):
        return ModelUnavailable(f"There is no safe connection to {server}: its certificate or its TLS does not hold.")
    if any(isinstance(cause, ConnectionRefusedError) for cause in behind):
        return ModelUnavailable(f"Nothing answers at {server}. Start the model's server, or check the address.")
    return ModelUnavailable(f"The connection to {server} broke before an answer came. Try again.")


def after(headers: Mapping[str, str]) -> float | None:
    """How many seconds the server asks to wait, None where it does not say. A date counts from the server's clock."""
    if "retry-after-ms" in headers:
        return _seconds(headers["retry-after-ms"], 0.001)
    wish = headers.get("retry-after", "")
    seconds = _seconds(wish, 1.0)
    return seconds if seconds is not None else _until(wish, headers.get("date", ""))


def retried_otherwise(server: str) -> ModelRejected:
    """The server refused a part that the next request will not have."""
    error = ModelRejected(f"{server} takes this request in another form only. Try again.")
    error.retryable = True
    return error


def causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and those behind it."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _busy(server: str, headers: Mapping[str, str]) -> ModelBusy:
    wait = after(headers)
    when = "in a moment" if wait is None else f"in {wait:.0f} seconds"
    return ModelBusy(f"{server} takes no more requests for now. Try again {when}.", after=wait)


def _no_credit(server: str) -> ModelRejected:
    return ModelRejected(f"The account at {server} has no credit left. Top it up there, or use another model.")


def _seconds(wish: str, unit: float) -> float | None:
    try:
        seconds = float(wish) * unit
    except ValueError:
        return None
    return min(max(seconds, 0.0), LONGEST_WAIT) if isfinite(seconds) else None


def _until(wish: str, now: str) -> float | None:
    try:
        seconds = (parsedate_to_datetime(wish) - parsedate_to_datetime(now)).total_seconds()
    except (ValueError, TypeError):
        return None
    return min(max(seconds, 0.0), LONGEST_WAIT)
