"""Where a model's server is, and what it is shown to be let in."""

from base64 import b64encode
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit, urlunsplit

from app.errors import ModelKeyRefused, ModelUnavailable
from app.llm.client import Access

_PORTS = {"http": 80, "https": 443}

NO_KEY = "none"
"""What servers that want no key are sent: some refuse a request without one."""


@dataclass(frozen=True, slots=True)
class Address:
    """`url` without a slash at its end and without a login; `name` (host:port) is how people are told of it."""

    url: str
    name: str
    authorization: str = field(repr=False)


def address_of(access: Access, usual: str) -> Address:
    """The address of `access`, the usual one where it names none. ModelUnavailable when it is no web address.

    A login within the address is sent as one, in place of the key.
    """
    try:
        parts = urlsplit(access.base_url or usual)
        port = parts.port or _PORTS[parts.scheme]
    except (ValueError, KeyError):
        raise _no_address() from None
    if not parts.hostname or parts.query:
        raise _no_address()
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    url = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path.rstrip("/"), "", ""))
    return Address(url, f"{host}:{port}", _authorization(access, parts.username, parts.password))


def _no_address() -> ModelUnavailable:
    return ModelUnavailable("The model's address must look like https://host/v1 or http://127.0.0.1:11434/v1.")


def _authorization(access: Access, user: str | None, password: str | None) -> str:
    if user is not None:
        return "Basic " + b64encode(f"{unquote(user)}:{unquote(password or '')}".encode()).decode()
    key = access.key.get_secret_value().strip() if access.key else NO_KEY
    if not (key.isascii() and key.isprintable() and key):
        raise ModelKeyRefused("OPENAI_API_KEY holds characters that no key has. Set it anew and start Hotseat again.")
    return f"Bearer {key}"
