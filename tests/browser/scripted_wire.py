"""The other end of the wire, as a script: what docs/protocol.md lets a server say, said by hand."""

import asyncio
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, Route, WebSocketRoute

SAMPLE = json.loads((Path(__file__).parents[1] / "golden" / "report-sample.json").read_text(encoding="utf-8"))
AT = "2026-03-02T09:00:00Z"
QUESTION = "You moved card data to a new vault while checkout kept trading. Take me through how you planned it."
CAN = ["answer", "append", "skip", "hint", "pause", "end"]
PERSONA = {"id": "hiring_manager", "name": "Marcus", "role": "Hiring manager", "monogram": "M", "pronoun": "he"}
MARCUS = PERSONA | {
    "temper": "Practical and even.",
    "card": "He runs the team. He will ask what it cost.",
    "areas": {},
    "round": {"minutes": 45, "questions": 3},
}
CATALOG = {
    "personas": [MARCUS],
    "areas": ["program_management"],
    "questions": [
        {
            "id": "vault",
            "title": "The vault move",
            "area": "program_management",
            "category": "program_management",
            "kind": "story",
            "level": "senior",
            "minutes": 6,
            "ask": {"hiring_manager": QUESTION},
        }
    ],
    "companies": [{"id": "c", "name": "Harrow Freight", "line": "Freight.", "page": "Half a page.\n\nAnd more."}],
    "loops": [],
    "formats": [{"id": "pdf", "media_type": "application/pdf", "extension": "pdf"}],
    "engine": {"model": "offline", "grader_model": "offline"},
    "rubric": {"version": "4"},
}

BUILT_IN = {
    "model": "offline",
    "label": "Built-in interviewer",
    "source": "built_in",
    "state": "ready",
    "message": None,
    "sent_to": None,
}


def engine(model: str, source: str, state: str, **more: Any) -> dict[str, Any]:
    """An engine as the wire offers it."""
    base = {"model": model, "label": model, "source": source, "state": state, "message": None, "sent_to": None}
    return base | more


def turn(
    number: int, speaker: str, kind: str, text: str, question: str | None = "vault", **more: Any
) -> dict[str, Any]:
    """A turn as the wire shows it."""
    base = {"number": number, "speaker": speaker, "kind": kind, "text": text, "at": AT, "question_id": question}
    return base | {"engine": None, "client_turn_id": None} | more


ASK = turn(1, "interviewer", "ask", f"Good to meet you. {QUESTION}")
ANSWER = turn(2, "candidate", "answer", "The contract ended on 30 June, so I worked back from that.")
PROBE = turn(3, "interviewer", "probe", "You held June. What did you give up to hold it?")


@dataclass
class Wire:
    """One scripted server. Change what it holds before a page asks for it."""

    turns: list[dict[str, Any]] = field(default_factory=lambda: [ASK, ANSWER, PROBE])
    session: dict[str, Any] = field(default_factory=dict)
    place: dict[str, Any] = field(default_factory=dict)
    sessions: list[dict[str, Any]] = field(default_factory=list)
    reports: dict[str, dict[str, Any]] = field(default_factory=dict)
    catalog: dict[str, Any] = field(default_factory=lambda: CATALOG)
    engines: list[dict[str, Any]] = field(default_factory=list)
    looking: bool = False
    writer: bool = True
    seq: int = 5
    sockets: list[WebSocketRoute] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    heard: list[dict[str, Any]] = field(default_factory=list)
    asked: list[tuple[str, str, Any]] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    after: list[dict[str, Any]] = field(default_factory=list)
    silent: bool = False
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def page(self, browser: Browser, **options: Any) -> Page:
        """A page whose server this is. What it complains of is collected."""
        context = await browser.new_context(locale="en-GB", timezone_id="UTC", **options)
        page = await context.new_page()
        await self.serve(page)
        return page

    async def serve(self, page: Page) -> None:
        """Be the server of a page."""
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self._console(said.type, said.text))
        await page.route("**/api/**", self._http)
        await page.route_web_socket("**/live**", self._connected)

    def _console(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"} and "the server responded with" not in text:
            self.complaints.append(text)

    # HTTP

    async def _http(self, route: Route) -> None:
        whole = route.request.url.split("/api/")[1]
        path = whole.partition("?")[0]
        named = whole if path == "engines" else path
        self.asked.append((route.request.method, named, route.request.post_data_json))
        status, body = self._answer(route.request.method, path)
        await route.fulfill(status=status, json=body)

    def _answer(self, method: str, path: str) -> tuple[int, Any]:
        name = path.split("/")[1] if "/" in path else ""
        if path == "catalog":
            return 200, self.catalog
        if path == "engines":
            return 200, self.catalog["engine"] | {"looking": self.looking, "engines": [BUILT_IN, *self.engines]}
        if path == "sample/report":
            return 200, SAMPLE
        if path == "sessions":
            return (
                (201, self.whole_session() | {"id": "made"}) if method == "POST" else (200, {"sessions": self.sessions})
            )
        if path.endswith("/report"):
            return (200, self.reports[name]) if name in self.reports else refused(409, "conflict", "Not ready.")
        if method == "DELETE":
            return 200, {"deleted": {"turns": 21, "grades": 4}, "at": AT}
        if method in {"PUT", "POST"}:
            return 202, {}
        if name == "gone":
            return refused(404, "not_found", "There is no such session.")
        return 200, self.whole_session() | {"turns": self.turns, "place": self.whole_place()}

    def whole_session(self) -> dict[str, Any]:
        """The session with what the test changed."""
        times = {"created_at": AT, "started_at": AT, "ended_at": None}
        base = {
            "id": "s1",
            "format": "round",
            "persona": PERSONA,
            "status": "live",
            "style": "realistic",
            "minutes": 45,
        }
        engines = {"seed": 1, "model": "offline", "grader_model": "offline"}
        rest = dict.fromkeys(("company", "role", "candidate", "retry_of", "self_rating")) | {"technologies": []}
        return base | times | engines | rest | self.session

    def whole_place(self) -> dict[str, Any]:
        """The place with what the test changed."""
        base = {"phase": "questions", "question": 2, "of": 3, "question_id": "vault", "question_text": QUESTION}
        return base | {"kind": "story", "elapsed": 700, "left": 1790, "can": CAN} | self.place

    # The socket

    async def _connected(self, socket: WebSocketRoute) -> None:
        self.sockets.append(socket)
        self.urls.append(socket.url)
        socket.on_message(lambda text: self._hear(socket, json.loads(text)))
        if "last_seq" not in socket.url:
            socket.send(json.dumps(self.state()))
        for message in self.after:
            self.say(message)

    def _hear(self, socket: WebSocketRoute, message: dict[str, Any]) -> None:
        self.heard.append(message)
        self.news.set()
        if not self.silent:
            self.react(message)

    async def hears(self, count: int) -> None:
        """Waits until so many messages have been heard."""
        async with asyncio.timeout(10):
            while len(self.heard) < count:
                self.news.clear()
                await self.news.wait()

    def react(self, message: dict[str, Any]) -> None:
        """Acknowledge what was said, and answer it."""
        kind = message["type"]
        if kind in {"answer", "append"}:
            self.acknowledge(message)
            self.reply("And who signed off on that?")
        elif kind in {"pause", "resume"}:
            self.session["status"] = "paused" if kind == "pause" else "live"
            self.place["can"] = ["resume", "end"] if kind == "pause" else CAN
            self.say(self.state(self.next()))
        elif kind == "takeover":
            self.writer = True
            self.say(self.state())

    def acknowledge(self, message: dict[str, Any]) -> None:
        """It is on disk."""
        made = turn(len(self.turns) + 1, "candidate", message["type"], message["text"])
        self.turns.append(made | {"client_turn_id": message["client_turn_id"]})
        ids = {name: message[name] for name in ("command_id", "client_turn_id")}
        self.say({"type": "turn.ack", "seq": self.next(), "turn": self.turns[-1]} | ids)

    def reply(self, text: str, kind: str = "probe") -> None:
        """The interviewer's turn."""
        self.turns.append(turn(len(self.turns) + 1, "interviewer", kind, text))
        self.say({"type": "turn.done", "seq": self.next(), "turn": self.turns[-1], "place": self.whole_place()})

    def next(self) -> int:
        """The next number of a stored message."""
        self.seq += 1
        return self.seq

    def state(self, seq: int | None = None) -> dict[str, Any]:
        """All of it."""
        base = {"type": "session.state", "seq": seq or self.seq, "session": self.whole_session(), "turns": self.turns}
        return base | {"place": self.whole_place(), "writer": self.writer}

    def say(self, message: dict[str, Any]) -> None:
        """To the page's latest connection."""
        self.sockets[-1].send(json.dumps(message))


def refused(status: int, code: str, message: str) -> tuple[int, dict[str, Any]]:
    """An error as HTTP tells it."""
    return status, {"error": {"code": code, "message": message, "retryable": False}}
