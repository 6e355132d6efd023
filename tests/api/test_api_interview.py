"""A whole interview over HTTP and the socket, as a browser has it."""

from tests.api.servers import Server
from tests.api.talk import http, new_session, talk


async def test_a_round_from_set_up_to_report(server: Server) -> None:
    session = await new_session(server, persona="peer_tpm", candidate="Zoë")
    async with talk(server, session) as candidate:
        state = await candidate.hear()
        assert (state["type"], state["seq"], state["writer"], state["turns"]) == ("session.state", 0, True, [])
        opening = await candidate.hear()
        assert (opening["type"], opening["seq"], opening["turn"]["number"]) == ("turn.done", 1, 1)
        assert "Zoë" in opening["turn"]["text"] or opening["turn"]["kind"] == "ask"
        reply = await candidate.answer()
        assert candidate.heard[-2]["type"] == "turn.ack"
        assert reply["turn"]["speaker"] == "interviewer"
        await candidate.send("end")
        assert await candidate.closed() == 1000
        assert [f["type"] for f in candidate.heard[-5:] if f["type"] != "grade.progress"][-2:] == [
            "session.ended",
            "report.ready",
        ]
    async with http(server) as client:
        report = await client.get(f"/api/sessions/{session}/report")
        assert report.json()["session_id"] == session
        assert report.headers["content-disposition"].startswith("attachment")
        history = (await client.get("/api/sessions")).json()["sessions"]
        assert next(s for s in history if s["id"] == session)["headline"] == report.json()["headline"]


async def test_seqs_have_no_gap(server: Server) -> None:
    session = await new_session(server)
    async with talk(server, session) as candidate:
        await candidate.until("turn.done")
        for command in ("pause", "resume"):
            await candidate.send(command)
            await candidate.until("session.state")
        await candidate.answer()
        await candidate.send("end")
        await candidate.closed()
    seqs = [f["seq"] for f in candidate.heard if "seq" in f]
    assert seqs == list(range(len(seqs)))


async def test_the_same_command_again_gets_the_same_answer(server: Server) -> None:
    session = await new_session(server)
    async with talk(server, session) as candidate:
        await candidate.until("turn.done")
        same = {"command_id": "once", "client_turn_id": "turn-once", "text": "My answer is short."}
        await candidate.send("answer", **same)
        first = await candidate.until("turn.ack")
        await candidate.until("turn.done")
        await candidate.send("answer", **same)
        assert await candidate.until("turn.ack") == first
        await candidate.send("answer", **same | {"command_id": "another"})
        assert await candidate.until("turn.ack") == first
    async with http(server) as client:
        turns = (await client.get(f"/api/sessions/{session}")).json()["turns"]
    assert [t["speaker"] for t in turns] == ["interviewer", "candidate", "interviewer"]


async def test_coming_back_brings_what_was_missed_and_nothing_twice(server: Server) -> None:
    session = await new_session(server)
    async with talk(server, session) as before:
        await before.until("turn.done")
        await before.answer()
    last = max(f["seq"] for f in before.heard if "seq" in f)
    async with talk(server, session, f"?last_seq={last - 1}") as after:
        assert (await after.hear()) == before.heard[-1]
        await after.answer("And one more thing that I did.")
    async with talk(server, session) as fresh:
        state = await fresh.hear()
    assert [t["number"] for t in state["turns"]] == list(range(1, len(state["turns"]) + 1))
    assert state["seq"] == after.heard[-1]["seq"]
