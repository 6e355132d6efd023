"""Who may come in: a Host, Origin, cookie or token that is not exactly right stays outside, by HTTP and by socket."""

import http.client
import json
import secrets
import socket

import pytest

from app.api.access import site_of
from tests.api.servers import Server

KEY = {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13"}
UPGRADE = {"Connection": "Upgrade", "Upgrade": "websocket", **KEY}

BAD_HOSTS = (
    "evil.example",
    "evil.example:{port}",
    "127.0.0.1.evil.example:{port}",
    "localhost.evil.example:{port}",
    "127.0.0.1:{port}.evil.example",
    "127.0.0.1",
    "localhost",
    "127.0.0.1:1",
    "127.0.0.1:{port}0",
    "127.0.0.1:0{port}",
    "127.0.0.1.:{port}",
    "localhost.:{port}",
    "LOCALHOST:{port}",
    "user@127.0.0.1:{port}",
    "127.0.0.1:{port}@evil.example",
    "evil.example#127.0.0.1:{port}",
    "127.1:{port}",
    "0.0.0.0:{port}",
    "2130706433:{port}",
    "0x7f.0.0.1:{port}",
    "[::ffff:127.0.0.1]:{port}",
    "[::]:{port}",
    "::1:{port}",
    "127.0.0.1:{port}, evil.example",
    "127.0.0.1:{port}/",
    "",
)
BAD_ORIGINS = (
    "null",
    "https://evil.example",
    "http://evil.example",
    "http://evil.example:{port}",
    "http://127.0.0.1",
    "http://127.0.0.1:1",
    "http://127.0.0.1:{port}0",
    "https://127.0.0.1:{port}",
    "http://localhost:{port}",
    "http://[::1]:{port}",
    "http://127.0.0.1.evil.example:{port}",
    "http://127.0.0.1:{port}.evil.example",
    "http://evil.example?http://127.0.0.1:{port}",
    "http://evil.example#http://127.0.0.1:{port}",
    "http://user@127.0.0.1:{port}",
    "http://127.0.0.1:{port}/",
    "HTTP://127.0.0.1:{port}",
    "file://",
    "chrome-extension://abcdefghijklmnop",
    "127.0.0.1:{port}",
    "",
)
UNSAFE = (
    ("POST", "/api/sessions"),
    ("DELETE", "/api/sessions/s1"),
    ("POST", "/api/sessions/s1/grade"),
    ("PUT", "/api/sessions/s1/self-rating"),
)


def ask(server: Server, method: str, path: str, headers: list[tuple[str, str]], body: bytes = b"") -> int:
    """The status of a request with exactly these headers."""
    return answer(server, method, path, headers, body)[0]


def answer(
    server: Server, method: str, path: str, headers: list[tuple[str, str]], body: bytes = b""
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of a request with exactly these headers."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in headers:
        connection.putheader(name, value)
    if body:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body or None)
    got = connection.getresponse()
    read = b"" if got.status == 101 else got.read()
    connection.close()
    return got.status, {k.lower(): v for k, v in got.getheaders()}, read


def own_host(server: Server) -> tuple[str, str]:
    """The Host that a browser sends."""
    return "Host", f"127.0.0.1:{server.port}"


def own_origin(server: Server) -> tuple[str, str]:
    """The Origin that our page sends."""
    return "Origin", server.url


@pytest.fixture(scope="module")
def cookie(server: Server) -> tuple[str, str]:
    """What a browser has after it opened the start address."""
    path = server.start_url.removeprefix(server.url)
    status, headers, _ = answer(server, "GET", path, [own_host(server)])
    assert (status, headers["location"]) == (303, "/")
    value, *attributes = headers["set-cookie"].split("; ")
    assert value.startswith(f"hotseat_{server.port}=")
    assert {a.lower() for a in attributes} >= {"httponly", "samesite=strict", "path=/"}
    assert server.token not in headers["set-cookie"]
    return "Cookie", value


@pytest.mark.parametrize("host", BAD_HOSTS)
def test_a_foreign_host_is_refused(server: Server, cookie: tuple[str, str], host: str) -> None:
    given = [("Host", host.format(port=server.port)), cookie, ("Authorization", server.bearer["Authorization"])]
    for path in ("/", "/api/sessions", "/start?code=x", "/js/theme.js", "/nothing"):
        assert ask(server, "GET", path, given) == 400
    upgrade = [*given, *UPGRADE.items(), own_origin(server)]
    assert ask(server, "GET", "/api/sessions/s1/live", upgrade) == 400


@pytest.mark.parametrize("origin", BAD_ORIGINS)
def test_a_foreign_origin_is_refused(server: Server, cookie: tuple[str, str], origin: str) -> None:
    foreign = ("Origin", origin.format(port=server.port))
    bearer = ("Authorization", server.bearer["Authorization"])
    for let_in in (cookie, bearer):
        given = [own_host(server), foreign, let_in, ("Content-Type", "application/json")]
        for method, path in UNSAFE:
            assert ask(server, method, path, given, b"{}") == 403
        assert ask(server, "GET", "/api/sessions/s1/live", [*given, *UPGRADE.items()]) == 403


def test_two_of_anything_are_refused(server: Server, cookie: tuple[str, str]) -> None:
    twice = [own_host(server), ("Host", "evil.example"), cookie]
    assert ask(server, "GET", "/api/sessions", twice) == 400
    origins = [own_host(server), own_origin(server), ("Origin", "https://evil.example"), cookie]
    assert ask(server, "POST", "/api/sessions", origins, b"{}") == 403
    assert ask(server, "GET", "/api/sessions/s1/live", [*origins, *UPGRADE.items()]) in {400, 403}


def test_no_host_at_all(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as raw:
        raw.sendall(b"GET /api/sessions HTTP/1.0\r\n\r\n")
        assert b" 400 " in raw.recv(4096).split(b"\r\n", 1)[0]


def test_a_change_with_a_cookie_needs_the_origin(server: Server, cookie: tuple[str, str]) -> None:
    """A cookie comes along by itself, an Origin shows who asked: only a program with the token may leave it out."""
    plain = [own_host(server), cookie, ("Content-Type", "application/json")]
    bearer = [own_host(server), ("Authorization", server.bearer["Authorization"]), ("Content-Type", "application/json")]
    body = json.dumps({"format": "drill"}).encode()
    assert ask(server, "POST", "/api/sessions", plain, body) == 403
    assert ask(server, "GET", "/api/sessions/s1/live", [*plain, *UPGRADE.items()]) == 403
    assert ask(server, "POST", "/api/sessions", [*plain, own_origin(server)], body) == 201
    assert ask(server, "POST", "/api/sessions", bearer, body) == 201


def test_a_form_of_another_site_changes_nothing(server: Server, cookie: tuple[str, str]) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        given = [own_host(server), own_origin(server), cookie, ("Content-Type", kind)]
        assert ask(server, "POST", "/api/sessions", given, b'{"format":"drill"}') in {400, 422}


@pytest.mark.parametrize(
    "path", ["/", "/api/sessions", "/api/engines", "/api/catalog", "/api/openapi.json", "/metrics", "/js/theme.js"]
)
def test_nothing_is_shown_without_login(server: Server, path: str) -> None:
    guesses = [
        [],
        [("Authorization", "Bearer ")],
        [("Authorization", f"Bearer {secrets.token_urlsafe(32)}")],
        [("Authorization", f"Basic {server.token}")],
        [("Authorization", f"Bearer {server.token}x")],
        [("Cookie", f"hotseat_{server.port}=x")],
        [("Cookie", f"hotseat_{server.port}={server.token}")],
        [("Cookie", f"hotseat={server.token}")],
        [("Authorization", "Bearer \xff\xfe")],
    ]
    for guess in guesses:
        status, headers, body = answer(server, "GET", path, [own_host(server), *guess])
        assert status == 401 and json.loads(body)["error"]["code"] == "unauthorised"
        assert "default-src 'none'" in headers["content-security-policy"]


def test_a_browser_is_told_how_to_get_in(server: Server) -> None:
    status, headers, body = answer(server, "GET", "/", [own_host(server), ("Accept", "text/html,*/*")])
    assert status == 401 and headers["content-type"].startswith("text/html") and b"hotseat url" in body


def test_a_socket_without_login_is_told_so(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as raw:
        lines = [f"{k}: {v}" for k, v in [own_host(server), own_origin(server), *UPGRADE.items()]]
        raw.sendall(("GET /api/sessions/s1/live HTTP/1.1\r\n" + "\r\n".join(lines) + "\r\n\r\n").encode())
        got = b""
        while chunk := raw.recv(4096):
            got += chunk
            if len(got.partition(b"\r\n\r\n")[2]) >= 4:
                break
    assert got.startswith(b"HTTP/1.1 101")
    frame = got.partition(b"\r\n\r\n")[2]
    assert frame[0] == 0x88 and int.from_bytes(frame[2:4], "big") == 4401


def test_health_says_nothing_and_asks_nothing(server: Server) -> None:
    for path in ("/healthz", "/readyz"):
        assert answer(server, "GET", path, [("Host", "anything")])[::2] == (200, b"")


def test_the_cookie_lets_in_and_outlives_a_restart(server: Server, cookie: tuple[str, str]) -> None:
    assert ask(server, "GET", "/api/sessions", [own_host(server), cookie]) == 200
    more = ("Cookie", f"other=1; {cookie[1]}; third")
    assert ask(server, "GET", "/api/sessions", [own_host(server), more]) == 200
    assert (server.data / "token").stat().st_mode & 0o777 == 0o600


def test_a_start_code_works_once(server: Server, cookie: tuple[str, str]) -> None:
    path = server.start_url.removeprefix(server.url)
    for again in (path, "/start?code=", "/start", "/start?code=../token", "/start?code=%00", "/start?code=%ff"):
        status, headers, _ = answer(server, "GET", again, [own_host(server)])
        assert status == 401 and "set-cookie" not in headers
    assert cookie


def test_the_log_holds_no_code_and_no_token(server: Server) -> None:
    code = server.start_url.rpartition("=")[2]
    assert code not in server.log and server.token not in server.log


@pytest.mark.parametrize(
    "url", ["ftp://x", "hotseat.example", "https://", "http://user@host", "//host", "https://[::1"]
)
def test_what_is_no_public_address(url: str) -> None:
    with pytest.raises(ValueError):
        site_of(url)


def test_public_addresses_are_compared_as_browsers_write_them() -> None:
    assert site_of("https://Hotseat.Example.org:443/x").origin == "https://hotseat.example.org"
    assert site_of("http://localhost:9000").origin == "http://localhost:9000"
