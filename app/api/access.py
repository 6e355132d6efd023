"""Who may come in: decided from the Host, the Origin, and the cookie or bearer token of a request."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.types import Scope

from app.api.keys import Keys
from app.errors import AppError, Forbidden, Unauthorised, UserError

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
OPEN = frozenset({"/healthz", "/readyz"})
"""Paths that say nothing and ask nothing."""
START = "/start"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Site:
    """A scheme and a host with its port, as browsers write them."""

    scheme: str
    host: str

    @property
    def origin(self) -> str:
        """What a page of this site sends as its Origin."""
        return f"{self.scheme}://{self.host}"


def site_of(url: str) -> Site:
    """The site of an address. ValueError where it is none."""
    parts = urlsplit(url)
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname or parts.username is not None:
        raise ValueError("not an http or https address")
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = "" if parts.port in {None, DEFAULT_PORTS[parts.scheme]} else f":{parts.port}"
    return Site(parts.scheme, f"{name}{port}")


class Access:
    """The rules of one server. Exact comparison throughout: no substring, no pattern."""

    def __init__(self, keys: Keys, public_url: str | None) -> None:
        self._keys = keys
        self._public = site_of(public_url) if public_url else None

    @property
    def secure(self) -> bool:
        """Whether browsers come by https only."""
        return self._public is not None and self._public.scheme == "https"

    def judge(self, scope: Scope) -> AppError | None:
        """Why this request may not come in; None where it may."""
        if scope["path"] in OPEN:
            return None
        site = self._site(scope)
        if site is None:
            return UserError("This host name is not served here.", code="bad_host")
        bearer = self._bearer(scope)
        if not self._same_origin(scope, site, bearer=bearer):
            return Forbidden("This came from another site.", code="foreign_origin")
        if bearer or scope["path"] == START or self._has_cookie(scope):
            return None
        return Unauthorised("Open the address that `hotseat url` prints, or send the token.")

    @property
    def cookie(self) -> str:
        """What the browser's cookie holds."""
        return self._keys.cookie

    def cookie_name(self, scope: Scope) -> str:
        """Cookies do not tell ports apart, so the name does."""
        return f"hotseat_{scope['server'][1]}"

    def _site(self, scope: Scope) -> Site | None:
        hosts = _headers(scope, b"host")
        port = scope["server"][1] if scope.get("server") else None
        ends = ("", f":{port}") if port == DEFAULT_PORTS["http"] else (f":{port}",)
        known = [Site("http", name + end) for name in LOOPBACK for end in ends]
        if self._public is not None:
            known.append(self._public)
        return next((site for site in known if hosts == [site.host]), None)

    def _same_origin(self, scope: Scope, site: Site, *, bearer: bool) -> bool:
        """An Origin is the site's own. Where a change is asked for, only a program with the token may leave it out."""
        origins = _headers(scope, b"origin")
        if origins:
            return origins == [site.origin]
        return bearer or (scope["type"] == "http" and scope["method"] in SAFE)

    def _bearer(self, scope: Scope) -> bool:
        given = [value.partition(" ") for value in _headers(scope, b"authorization")]
        return len(given) == 1 and given[0][0].lower() == "bearer" and self._keys.opens(given[0][2].strip())

    def _has_cookie(self, scope: Scope) -> bool:
        name = self.cookie_name(scope)
        return any(key == name and self._keys.knows(value) for key, value in _cookies(_headers(scope, b"cookie")))


def _headers(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope["headers"] if key.lower() == name]


def _cookies(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    for line in lines:
        for pair in line.split(";"):
            key, _, value = pair.strip().partition("=")
            yield key, value
