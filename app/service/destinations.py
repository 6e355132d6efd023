"""Where a model sends what is typed, told from its name and the settings alone."""

import ipaddress
from urllib.parse import urlsplit

from app.domain.engines import EngineGuide
from app.domain.session import OFFLINE


def sent_to(model: str, base_url: str | None, guide: EngineGuide) -> str | None:
    """Whose machine gets the words, as people call it; None where they stay on this computer."""
    provider = model.partition(":")[0]
    if model == OFFLINE:
        return None
    if base_url is not None and provider in {"openai", *(s.provider for s in guide.local)}:
        return _host(base_url)
    return None if provider in guide.here else guide.vendors.get(provider, provider)


def _host(base_url: str) -> str | None:
    """The host of an address, without a login; None for this computer."""
    try:
        host = urlsplit(base_url).hostname or "the address that is set"
    except ValueError:
        return "the address that is set"
    return None if _is_here(host) else host


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
