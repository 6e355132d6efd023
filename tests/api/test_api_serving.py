"""`hotseat serve` as a process: what it refuses to start with, in one line, and how it stops."""

import asyncio
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import httpx
import pytest
import websockets

from tests.api.servers import ROOT, START_URL, Forge
from tests.api.talk import http, new_session, talk

LONG_TOKEN = "correct-horse-battery-staple"


def command(data: Path, *arguments: str, **env: str) -> list[object]:
    """What to run, and with which environment."""
    names = {f"HOTSEAT_{name.upper()}": value for name, value in env.items()}
    return [[sys.executable, "-m", "app", *arguments], {**os.environ, "HOTSEAT_DATA": str(data), **names}]


@pytest.mark.parametrize(
    "env",
    [
        {"host": "0.0.0.0"},
        {"host": "::"},
        {"host": "192.0.2.7"},
        {"host": "my-laptop.local"},
        {"host": "0.0.0.0", "token": LONG_TOKEN},
        {"host": "0.0.0.0", "public_url": "https://hotseat.example.org"},
        {"host": "0.0.0.0", "public_url": "https://hotseat.example.org", "token": "x" * 23},
        {"host": "0.0.0.0", "public_url": "", "token": LONG_TOKEN},
        {"host": "0.0.0.0", "public_url": "https://hotseat.example.org", "token": ""},
    ],
    ids=" ".join,
)
def test_beyond_this_machine_only_with_a_token_and_a_name(env: dict[str, str], forge: Forge, tmp_path: Path) -> None:
    said = forge.refusal(tmp_path, **env)
    assert "HOTSEAT_TOKEN" in said and "HOTSEAT_PUBLIC_URL" in said
    assert not (tmp_path / "hotseat.db").exists(), "it had begun already"


def test_a_public_address_that_is_none(forge: Forge, tmp_path: Path) -> None:
    assert "HOTSEAT_PUBLIC_URL" in forge.refusal(tmp_path, public_url="hotseat.example.org")


def test_an_engine_that_there_is_not(forge: Forge, tmp_path: Path) -> None:
    assert "HOTSEAT_MODEL" in forge.refusal(tmp_path, model="nobody:at-home")


def test_a_port_that_is_taken(forge: Forge, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = forge.refusal(tmp_path, port=port)
    assert port in said and "HOTSEAT_PORT" in said


def test_a_folder_that_is_served_already(forge: Forge, tmp_path: Path) -> None:
    server = forge.start(tmp_path)
    said = forge.refusal(tmp_path)
    assert str(server.pid) in said and "HOTSEAT_DATA" in said
    assert httpx.get(f"{server.url}/readyz").status_code == 200
    server.stop()


def test_a_damaged_database(forge: Forge, tmp_path: Path) -> None:
    (tmp_path / "hotseat.db").write_bytes(b"not a database " * 400)
    said = forge.refusal(tmp_path)
    assert "damaged" in said and f"mv {tmp_path}/hotseat.db" in said


def test_a_folder_that_cannot_be_written_to(forge: Forge) -> None:
    assert "HOTSEAT_DATA" in forge.refusal(Path("/proc/hotseat"))


def test_the_real_command_ends_with_one_when_it_cannot_serve() -> None:
    words, environment = command(Path("/proc/hotseat"), "serve")
    done = subprocess.run(words, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)  # type: ignore[call-overload]
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.startswith("hotseat: ") and done.stderr.count("\n") == 1


def test_the_real_command_serves_prints_urls_and_stops(tmp_path: Path) -> None:
    words, environment = command(tmp_path, "serve", port="0")
    with subprocess.Popen(  # type: ignore[call-overload]
        words, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        found = START_URL.search(process.stdout.readline())
        assert found
        words, environment = command(tmp_path, "url")
        fresh = subprocess.run(words, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)  # type: ignore[call-overload]
        with httpx.Client() as browser:
            assert browser.get(fresh.stdout.strip()).status_code == 303
            assert browser.get(found[1].partition("/start")[0] + "/api/sessions").status_code == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) in {0, -signal.SIGTERM}
        assert "Traceback" not in process.stderr.read()


async def test_a_public_server_serves_its_name(forge: Forge, tmp_path: Path) -> None:
    server = forge.start(tmp_path, host="0.0.0.0", token=LONG_TOKEN, public_url="https://hotseat.example.org")
    assert not (tmp_path / "token").exists()
    bearer = {"Authorization": f"Bearer {LONG_TOKEN}"}
    async with httpx.AsyncClient(base_url=server.url) as client:
        for host, status in (("hotseat.example.org", 200), ("evil.example.org", 400), ("hotseat.example.org:80", 400)):
            answer = await client.get("/api/sessions", headers=bearer | {"Host": host})
            assert answer.status_code == status
        own = bearer | {"Host": "hotseat.example.org", "Origin": "https://hotseat.example.org"}
        assert (await client.post("/api/sessions", json={"format": "drill"}, headers=own)).status_code == 201
        foreign = own | {"Origin": f"http://hotseat.example.org:{server.port}"}
        assert (await client.post("/api/sessions", json={"format": "drill"}, headers=foreign)).status_code == 403
        code = server.start_url.partition("/start")[2]
        answer = await client.get(f"/start{code}", headers={"Host": "hotseat.example.org"})
        assert "; Secure" in answer.headers["set-cookie"]
    server.kill()


async def test_a_stop_tells_those_who_are_connected_and_keeps_what_they_said(forge: Forge, tmp_path: Path) -> None:
    server = forge.start(tmp_path)
    session = await new_session(server)
    async with talk(server, session) as candidate:
        await candidate.until("turn.done")
        done = await candidate.answer()
        server.terminate()
        assert await candidate.closed() in {1001, 1012}
    server.wait()
    assert server.log == ""
    server = forge.start(tmp_path)
    async with talk(server, session, f"?last_seq={done['seq']}") as candidate:
        await candidate.answer("And then we shipped it on the ninth of June, a week early.")
    server.stop()


def test_a_cookie_outlives_a_restart_and_ends_with_the_token(forge: Forge, tmp_path: Path) -> None:
    server = forge.start(tmp_path)
    port = str(server.port)
    cookie = httpx.get(server.start_url).headers["set-cookie"].partition(";")[0]
    server.stop()
    for token, status in (("", 200), ("another", 401)):
        server = forge.start(tmp_path, port=port, token=token)
        assert httpx.get(f"{server.url}/api/sessions", headers={"Cookie": cookie}).status_code == status
        server.stop()


async def test_a_full_disk_is_said_before_anything_is_acknowledged(forge: Forge, tmp_path: Path) -> None:
    """A second connection that holds the write lock stands for whatever keeps the disk from taking an answer."""
    server = forge.start(tmp_path)
    session = await new_session(server)
    async with talk(server, session) as candidate:
        await candidate.until("turn.done")
        with closing(sqlite3.connect(tmp_path / "hotseat.db", isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            await candidate.send("answer", command_id="a", client_turn_id="a", text="I moved the date.")
            error = await candidate.hear()
            holder.execute("ROLLBACK")
        assert (error["type"], error["code"], error["retryable"], error["command_id"]) == (
            "error",
            "storage",
            True,
            "a",
        )
        await candidate.send("answer", command_id="a", client_turn_id="a", text="I moved the date.")
        assert (await candidate.hear())["type"] == "turn.ack"
    server.stop()


async def test_nothing_that_is_said_is_in_the_log(forge: Forge, tmp_path: Path) -> None:
    """At DEBUG, with every fault that a client can cause; each line of the log is one event."""
    server = forge.start(tmp_path, log_level="DEBUG")
    session = await new_session(server, candidate="canary-name", company="canary-company")
    async with talk(server, session) as candidate:
        await candidate.until("turn.done")
        await candidate.answer("canary-answer\r\n\x1b[31mERROR forged line")
        for frame in ('{"canary-key": 1}', "canary-junk", '{"type":"answer","text":["canary-list"]}'):
            await candidate.socket.send(frame)
            await candidate.until("error")
        await candidate.socket.send(b"canary-binary")
        with pytest.raises(websockets.ConnectionClosed):
            await candidate.until("pong")
    async with http(server) as client:
        await client.post("/api/sessions?canary-query", content=b"canary-body")
    server.stop()
    assert "canary" not in server.log and "forged" not in server.log
    for line in server.log.splitlines():
        assert json.loads(line)["event"]


@pytest.mark.skipif(not Path("/usr/bin/strace").exists(), reason="strace is not installed: syncs are not looked at")
async def test_an_answer_is_synced_before_it_is_acknowledged(forge: Forge, tmp_path: Path) -> None:
    """kill -9 cannot show this, only the order of the system's calls can: no ack leaves before the log is on disk."""
    server = forge.start(tmp_path / "data")
    trace = tmp_path / "trace"
    calls = "trace=fdatasync,fsync,write,pwrite64,sendto,sendmsg,writev"
    words = ["strace", "-f", "-p", str(server.pid), "-e", calls, "-s", "300", "-o", str(trace)]
    session = await new_session(server)
    tracer = await asyncio.create_subprocess_exec(*words, stderr=asyncio.subprocess.PIPE)
    assert tracer.stderr
    if b"attached" not in (said := await tracer.stderr.readline()):
        pytest.skip(f"strace may not look at another process here: {said!r}")
    async with talk(server, session) as candidate:
        await candidate.until("turn.done")
        for _ in range(4):
            await candidate.answer()
    tracer.send_signal(signal.SIGINT)
    await tracer.wait()
    server.stop()
    acks, syncs, told = 0, 0, 0
    for line in trace.read_text().splitlines():
        if "fdatasync(" in line or "fsync(" in line or "sync resumed" in line:
            syncs += line.rstrip().endswith("= 0")
        elif "pwrite64" not in line and ("turn.ack" in line or "turn.done" in line):
            told += line.count("turn.ack") + line.count("turn.done")
            assert syncs >= told, f"told before it was on disk: {line[:200]}"
            acks += line.count("turn.ack")
            if "turn.done" in line:  # the next answer is only sent once this is there: its syncs are counted anew
                syncs, told = 0, 0
    assert acks == 4
