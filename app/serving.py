"""`hotseat serve`: checks the settings, takes the port and the data, and runs the server."""

import asyncio
import errno
import gc
import ipaddress
import resource
import socket
import sys
from contextlib import suppress
from pathlib import Path

import uvicorn

from app.api.access import site_of
from app.api.keys import new_code
from app.api.logs import configure_logs
from app.api.protocol import SocketProtocol
from app.config import Settings
from app.domain.clock import system_clock
from app.domain.report import Report
from app.errors import SetupError
from app.main import create_app
from app.service.reports import stored_report

MOST_FRAME = 512 * 1024
"""Bytes of a websocket frame."""
SHORTEST_TOKEN = 24
STOP_WITHIN = 8
"""Seconds for what is under way when the server is asked to stop."""
FILES_BESIDE = 200
"""Files that are open beside the sockets."""
YIELDS_AFTER = 0.0005
"""Seconds that a thread computes before it lets others; an exchange is graded in a thread while others talk."""
ADDRESS = "address"
"""The file in the data folder that says where the server is."""


def serve(settings: Settings) -> None:
    """Serve until stopped. SetupError, in one line, for what does not allow a start."""
    _check_reach(settings)
    configure_logs(settings.log_level)
    app = create_app(settings)
    app.state.house.open()
    _stay_responsive()
    _allow_sockets(settings.max_sockets)
    listening = _listen(settings.host, settings.port)
    _tell(settings, listening)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(server_config(app, settings)).run(sockets=[listening])


def server_config(app: object, settings: Settings) -> uvicorn.Config:
    """How the server is run, whatever it serves."""
    return uvicorn.Config(
        app,  # type: ignore[arg-type]
        http="httptools",
        ws=SocketProtocol,
        ws_max_size=MOST_FRAME,
        ws_per_message_deflate=False,
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=STOP_WITHIN,
        limit_concurrency=2 * settings.max_sockets + 100,
    )


def fresh_url(settings: Settings) -> str:
    """An address that lets a browser in, once, within an hour."""
    return f"{_base(settings)}/start?code={new_code(settings.data, system_clock())}"


def report_of(settings: Settings, session_id: str) -> Report:
    """The report of a past session, read beside a serving process. NotFound, or Conflict where it is not ready."""
    return asyncio.run(stored_report(settings.data, session_id))


def _stay_responsive() -> None:
    """What was loaded stays for good and is not looked through for garbage; work in threads yields often."""
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(YIELDS_AFTER)


def _allow_sockets(count: int) -> None:
    """Raise this process's limit of open files where it is too low for so many sockets, as far as it may be."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = count + FILES_BESIDE
    if soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _check_reach(settings: Settings) -> None:
    """Beyond this machine only with a token that cannot be guessed and a name to hold Host and Origin to."""
    if settings.public_url is not None:
        _check_public(settings.public_url)
    if _is_loopback(settings.host):
        return
    token = settings.token.get_secret_value() if settings.token else ""
    if len(token) < SHORTEST_TOKEN or settings.public_url is None:
        raise SetupError(
            f"HOTSEAT_HOST={settings.host} can be reached from other machines. That needs HOTSEAT_TOKEN "
            f"({SHORTEST_TOKEN} characters or more) and HOTSEAT_PUBLIC_URL; or leave the host at 127.0.0.1."
        )


def _check_public(url: str) -> None:
    try:
        site_of(url)
    except ValueError:
        raise SetupError("HOTSEAT_PUBLIC_URL must be an address such as https://hotseat.example.org.") from None


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise SetupError(_not_listening(host, port, error)) from error


def _not_listening(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use. Stop what uses it, or set HOTSEAT_PORT to another."
    return f"Cannot listen on {host} port {port} ({error.strerror})."


def _tell(settings: Settings, listening: socket.socket) -> None:
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    _keep_address(settings, f"http://{shown}:{port}")
    sys.stdout.write(f"Hotseat is ready. Open {fresh_url(settings)}\n")
    sys.stdout.write("The address works once; `hotseat url` prints another. Ctrl+C stops Hotseat.\n")
    sys.stdout.flush()


def _keep_address(settings: Settings, address: str) -> None:
    file = _address_file(settings)
    try:
        file.write_text(address)
    except OSError as error:
        raise SetupError(f"{file} cannot be written ({error.strerror}). Free some space and start again.") from error


def _base(settings: Settings) -> str:
    """Where a browser finds the server: the public address, or where the serving process said that it is."""
    if settings.public_url is not None:
        return settings.public_url.rstrip("/")
    with suppress(OSError):
        return _address_file(settings).read_text().strip()
    return f"http://127.0.0.1:{settings.port}"


def _address_file(settings: Settings) -> Path:
    return settings.data / ADDRESS
