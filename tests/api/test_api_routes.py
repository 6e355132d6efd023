"""Every route: unknown ids, declared statuses, headers on all that is answered, the front end's files, deleting."""

import json
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from websockets.exceptions import ConnectionClosed

from app.api.gate import HEADERS
from tests.api.servers import Forge, Server
from tests.api.talk import http, new_session, talk

UNKNOWN = (
    "0" * 20,
    "nobody",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e%2f",
    "a" * 2000,
    "\u202e",
    "%00",
    "'; DROP TABLE turns; --",
)
BODIES: dict[tuple[str, str], object] = {
    ("get", "/api/sessions/{session_id}"): None,
    ("delete", "/api/sessions/{session_id}"): None,
    ("get", "/api/sessions/{session_id}/report"): None,
    ("post", "/api/sessions/{session_id}/grade"): {},
    ("put", "/api/sessions/{session_id}/self-rating"): {"rating": "above"},
}
"""Every route with an id, and a body that it would take. A route that is added needs its line."""

ENGINE_QUERIES = (
    "",
    "?again=true",
    "?again=tea",
    "?check=offline",
    "?check=nobody:x",
    "?check=",
    "?check=" + "x" * 201,
)


@pytest_asyncio.fixture
async def client(server: Server) -> AsyncIterator[httpx.AsyncClient]:
    """HTTP with the token."""
    async with http(server) as client:
        yield client


@pytest_asyncio.fixture
async def openapi(client: httpx.AsyncClient) -> dict[str, dict[str, dict[str, object]]]:
    """The paths that are declared."""
    paths: dict[str, dict[str, dict[str, object]]] = (await client.get("/api/openapi.json")).json()["paths"]
    return paths


async def test_every_route_with_an_id_is_in_the_list(openapi: dict[str, dict[str, object]]) -> None:
    with_id = {(method, path) for path, methods in openapi.items() if "{" in path for method in methods}
    assert with_id == set(BODIES)


@pytest.mark.parametrize("id", UNKNOWN)
async def test_an_unknown_id_is_not_found_everywhere(client: httpx.AsyncClient, server: Server, id: str) -> None:
    answers = set()
    for (method, path), body in BODIES.items():
        url = path.replace("{session_id}", id)
        answer = await client.request(method, url, json=body if body is not None else None)
        assert answer.status_code == 404, (method, url)
        answers.add(answer.json()["error"]["code"])
    assert answers == {"not_found"}
    if id.isalnum():
        async with talk(server, id) as nobody:
            assert await nobody.closed() == 4404 and nobody.heard == []


async def test_every_status_that_is_given_is_declared(
    client: httpx.AsyncClient, openapi: dict[str, dict[str, dict[str, object]]], server: Server
) -> None:
    session = await new_session(server)
    calls: list[tuple[str, str, str, object]] = [
        ("get", "/api/sessions", "/api/sessions", None),
        ("post", "/api/sessions", "/api/sessions", {"format": "drill"}),
        ("post", "/api/sessions", "/api/sessions", {"format": "tea"}),
        ("post", "/api/sessions", "/api/sessions", {"format": "loop"}),
        ("post", "/api/sessions", "/api/sessions", {"format": "drill", "model": "x:y"}),
        ("get", "/api/catalog", "/api/catalog", None),
        *(("get", "/api/engines", f"/api/engines{query}", None) for query in ENGINE_QUERIES),
        ("get", "/api/sample/report", "/api/sample/report", None),
        ("get", "/api/sample/report", "/api/sample/report?format=tea", None),
        *((m, p, p.replace("{session_id}", i), b) for (m, p), b in BODIES.items() for i in (session, "nobody")),
    ]
    for method, path, url, body in calls:
        answer = await client.request(method, url, json=body)
        declared = openapi[path][method]["responses"]
        assert str(answer.status_code) in declared, (method, url, answer.status_code)  # type: ignore[operator]
        if answer.status_code >= 400:
            assert set(answer.json()["error"]) == {"code", "message", "retryable"}


async def test_a_wrong_method_is_told_the_right_ones(client: httpx.AsyncClient) -> None:
    for path, methods in {"/api/sessions": "GET, POST", "/api/sessions/x": "DELETE, GET"}.items():
        answer = await client.request("PATCH", path, json={})
        assert (answer.status_code, answer.headers["allow"]) == (405, methods)


async def test_the_documentation_pages_of_the_framework_are_off(client: httpx.AsyncClient) -> None:
    for path in ("/docs", "/redoc", "/openapi.json", "/docs/oauth2-redirect"):
        assert (await client.get(path)).status_code == 404


@pytest.mark.parametrize(
    "path", ["/", "/api/catalog", "/api/sessions", "/metrics", "/healthz", "/nothing", "/api/nothing", "/start?code=x"]
)
async def test_every_answer_carries_the_headers(client: httpx.AsyncClient, path: str) -> None:
    for headers in ({}, {"Authorization": "Bearer no"}, {"Host": "evil.example"}):
        answer = await client.get(path, headers=headers)
        for name, value in HEADERS.items():
            if name != "cache-control":
                assert answer.headers[name] == value
        assert "no-" in answer.headers["cache-control"]
        assert "server" not in answer.headers


async def test_a_report_may_run_nothing(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/sample/report?format=html")
    policy = answer.headers["content-security-policy"]
    assert policy == "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    assert re.fullmatch(r'attachment; filename="[a-z0-9.-]+\.html"', answer.headers["content-disposition"])


async def test_every_format_of_the_sample(client: httpx.AsyncClient) -> None:
    catalog = (await client.get("/api/catalog")).json()
    assert {f["id"] for f in catalog["formats"]} >= {"json", "markdown", "html", "pdf"}
    for form in catalog["formats"]:
        answer = await client.get(f"/api/sample/report?format={form['id']}")
        assert answer.status_code == 200 and answer.content
        assert answer.headers["content-type"].partition(";")[0] == form["media_type"].partition(";")[0]
    assert (await client.get("/api/sample/report")).json()["sample"] is True


async def test_the_catalog_keeps_what_is_hidden(client: httpx.AsyncClient, server: Server) -> None:
    catalog = (await client.get("/api/catalog")).json()
    assert len(catalog["personas"]) >= 6 and len(catalog["questions"]) >= 40
    assert set(catalog["questions"][0]) == {"id", "title", "area", "category", "kind", "level", "minutes", "ask"}
    text = json.dumps(catalog)
    for hidden in ("probes", "facts", "checks", "strong", "hints", "injects", "character", "pursues", "covers"):
        assert f'"{hidden}"' not in text


@pytest.mark.parametrize("path", ["/", "/round/peer_tpm", "/session/s1", "/report/s1", "/history", "/sample"])
async def test_every_page_is_the_page(client: httpx.AsyncClient, path: str) -> None:
    page = await client.get(path)
    assert page.status_code == 200 and page.headers["content-type"].startswith("text/html")
    assert page.content == (await client.get("/")).content
    assert (await client.head(path)).status_code == 200


async def test_files_of_the_front_end_have_the_right_type(forge: Forge, tmp_path: Path) -> None:
    """Types are told, not guessed; a folder is not listed; nothing outside is reached."""
    front = tmp_path / "front"
    (front / "js").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("secret")
    (front / "index.html").write_text("<p>page")
    kinds = {"a.js": "text/javascript", "a.css": "text/css", "a.svg": "image/svg+xml", "a.woff2": "font/woff2"}
    for name in kinds:
        (front / "js" / name).write_text("x")
    (front / "js" / "link.txt").symlink_to(tmp_path / "secret.txt")
    server = forge.start(tmp_path / "data", frontend=str(front))
    async with http(server) as client:
        for name, kind in kinds.items():
            answer = await client.get(f"/js/{name}")
            assert answer.headers["content-type"].partition(";")[0] == kind
            assert answer.headers["cache-control"] == "no-cache"
            again = await client.get(f"/js/{name}", headers={"If-None-Match": answer.headers["etag"]})
            assert again.status_code == 304
        for outside in (
            "/js",
            "/js/",
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/js/..%2f..%2fsecret.txt",
            "/js/link.txt",
        ):
            assert (await client.get(outside)).status_code == 404
    server.kill()


async def test_a_deleted_session_is_gone_to_the_last_byte(forge: Forge, tmp_path: Path) -> None:
    server = forge.start(tmp_path)
    canary = "canary-c0ffee"
    session = await new_session(server, candidate=canary, company=canary, role=canary, technologies=[canary])
    async with talk(server, session) as candidate:
        await candidate.until("turn.done")
        for number in range(4):
            text = f"I told {canary} {number} to move forty services by June 12, because the vendor slipped. " * 5
            await candidate.answer(text)
        await candidate.send("end")
        await candidate.until("report.ready")
    async with http(server) as client, talk(server, await new_session(server)) as other:
        assert canary in (await client.get(f"/api/sessions/{session}/report")).text
        assert _with(canary, tmp_path)
        turns = len((await client.get(f"/api/sessions/{session}")).json()["turns"])
        answer = await client.delete(f"/api/sessions/{session}")
        assert answer.status_code == 200 and answer.json()["deleted"]["turns"] == turns
        assert answer.json()["deleted"]["grades"] > 0 and answer.json()["at"]
        assert _with(canary, tmp_path) == []
        await other.until("turn.done")
    server.stop()
    assert _with(canary, tmp_path) == []


async def test_a_deletion_that_was_held_up_is_finished_by_asking_again(forge: Forge, tmp_path: Path) -> None:
    """Another program that reads the database keeps the log from being emptied."""
    server = forge.start(tmp_path)
    session = await new_session(server, candidate="canary-decaf")
    async with http(server) as client:
        with closing(sqlite3.connect(tmp_path / "hotseat.db", isolation_level=None)) as outside:
            outside.execute("BEGIN")
            outside.execute("SELECT count(*) FROM turns").fetchone()
            assert (await client.delete(f"/api/sessions/{session}")).status_code == 503
            assert _with("canary-decaf", tmp_path)
            outside.execute("COMMIT")
        assert (await client.delete(f"/api/sessions/{session}")).status_code == 404
        assert _with("canary-decaf", tmp_path) == []
    server.stop()


def _with(canary: str, folder: Path) -> list[str]:
    return [f.name for f in folder.rglob("*") if f.is_file() and canary.encode() in f.read_bytes()]


async def test_deleting_closes_who_is_connected(server: Server, client: httpx.AsyncClient) -> None:
    session = await new_session(server)
    async with talk(server, session) as candidate:
        await candidate.until("turn.done")
        assert (await client.delete(f"/api/sessions/{session}")).status_code == 200
        assert await candidate.closed() == 4404
    assert (await client.delete(f"/api/sessions/{session}")).status_code == 404


async def test_two_tabs_and_a_takeover(server: Server) -> None:
    session = await new_session(server)
    async with talk(server, session) as older, talk(server, session) as newer:
        await older.until("turn.done")
        assert (await newer.until("session.state"))["writer"] is False
        await newer.send("skip")
        assert (await newer.until("error"))["code"] == "not_writer"
        await newer.send("takeover")
        assert (await newer.until("session.state"))["writer"] is True
        assert await older.closed() == 4409
        await newer.answer()


async def test_a_graded_session_says_so_and_closes(server: Server) -> None:
    session = await new_session(server)
    async with talk(server, session) as candidate:
        await candidate.until("turn.done")
        await candidate.send("end")
        assert await candidate.closed() == 1000
    for query in ("", "?last_seq=1", "?last_seq=999", "?last_seq=-1", "?last_seq=x", "?last_seq=" + "9" * 50):
        async with talk(server, session, query) as again:
            assert await again.closed() == 1000
            assert again.heard[-1]["type"] == "report.ready"


async def test_grading_again_what_is_graded(server: Server, client: httpx.AsyncClient) -> None:
    session = await new_session(server)
    assert (await client.get(f"/api/sessions/{session}/report")).status_code == 409
    assert (await client.post(f"/api/sessions/{session}/grade", json={})).status_code == 409
    assert (await client.put(f"/api/sessions/{session}/self-rating", json={"rating": "about"})).status_code == 204
    assert (await client.put(f"/api/sessions/{session}/self-rating", json={"rating": "superb"})).status_code == 422
    assert (await client.get(f"/api/sessions/{session}")).json()["self_rating"] == "about"


async def test_a_session_that_was_not_there_leaves_no_trace_on_the_socket(server: Server) -> None:
    async with talk(server, "nobody") as candidate:
        with pytest.raises(ConnectionClosed):
            await candidate.hear()
    assert "Traceback" not in server.log
