"""`hotseat doctor`: what it finds about a machine and about models that do well, badly, or not at all."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import pytest_asyncio

from app.config import Settings
from app.content.catalog import Content
from app.doctor.command import doctor
from app.llm.wire import model_price
from app.store.store import Store
from tests.cli.commands import hotseat
from tests.llm.upstream import Upstream

KEY = "sk-CANARY-d0c70r"
FITS = {"days": 7, "reason": "The vendor was late."}
CHECKS = [
    "settings",
    "provider",
    "reachable",
    "streams",
    "two messages in a row",
    "form",
    "tokens",
    "data folder",
    "port",
]


@pytest_asyncio.fixture
async def up() -> AsyncIterator[Upstream]:
    """A model's server."""
    async with Upstream() as up:
        yield up


def set_to(data: Path, **more: Any) -> Settings:
    """Settings with a free port."""
    return Settings(**{"data": data, "port": 0, "timeout": 5, "OPENAI_API_KEY": KEY} | more)


async def told(settings: Settings, content: Content) -> dict[str, dict[str, Any]]:
    """The findings by their checks; the exit follows from them, and no key is in any."""
    out = StringIO()
    well = await asyncio.to_thread(doctor, settings, content, out, as_json=True)
    found = json.loads(out.getvalue())
    assert found["ok"] is well is all(one["state"] != "problem" for one in found["checks"])
    assert KEY not in out.getvalue() and "secret" not in out.getvalue()
    assert "upstream text" not in out.getvalue()
    return {one["check"]: one for one in found["checks"]}


def problems(found: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """What is in the way, and what is said of it."""
    return {check: one["says"] for check, one in found.items() if one["state"] == "problem"}


async def test_a_good_model_passes_everything(up: Upstream, content: Content, tmp_path: Path) -> None:
    up.give(FITS)
    base_url = up.url("good").replace("http://", "http://user:secret@")
    found = await told(set_to(tmp_path, model="openai:small", base_url=base_url), content)
    assert list(found) == CHECKS and problems(found) == {}
    assert "127.0.0.1:" in found["settings"]["says"] and "OPENAI_API_KEY is set" in found["settings"]["says"]
    assert found["reachable"]["figures"]["models"] == 2
    assert found["streams"]["figures"]["words_a_second"] > 0 <= found["streams"]["figures"]["first_word_seconds"]
    assert found["form"]["figures"] == {"calls": 1}
    assert found["tokens"]["figures"] == {"input": 27, "output": 15}
    assert "not told by this server" in found["tokens"]["says"]
    roles = [[m["role"] for m in r.body["messages"]] for r in up.requests if r.body]
    assert roles == [["system", "user"], ["system", "user", "user"], ["system", "user"]]


@pytest.mark.parametrize(
    ("fault", "check", "says", "todo"),
    [
        ("refused", "reachable", "Nothing answers at", None),
        ("key", "streams", "refused the key", None),
        ("missing", "streams", "has no model of the name 'small'", None),
        ("clean_end", "streams", "broke off before its end", "larger context"),
        ("html", "streams", "", "end with /v1"),
        ("filtered", "streams", "filtered", "Use another model"),
        ("keepalive", "streams", "give it longer with HOTSEAT_TIMEOUT", None),
    ],
)
async def test_what_a_bad_model_does_is_named(
    up: Upstream, content: Content, tmp_path: Path, fault: str, check: str, says: str, todo: str | None
) -> None:
    found = await told(set_to(tmp_path, model="openai:small", base_url=up.url(fault), timeout=1), content)
    assert says in problems(found)[check]
    assert todo is None or todo in found[check]["todo"]
    assert {"data folder", "port"} <= set(found)
    assert (fault == "refused") == ("streams" not in found)


async def test_a_form_that_is_kept_in_the_end_and_one_that_is_not(
    up: Upstream, content: Content, tmp_path: Path
) -> None:
    settings = set_to(tmp_path, model="openai:small", base_url=up.url("good"))
    bad: tuple[dict[str, Any], ...] = ({"days": "7", "reason": "x"}, {"days": True, "reason": "x"}, {**FITS, "more": 1})
    up.give(bad[0], FITS)
    assert (await told(settings, content))["form"]["figures"] == {"calls": 2}
    up.give(*bad)
    assert list(problems(await told(settings, content))) == ["form"]


async def test_a_server_that_wants_roles_to_alternate_is_met(up: Upstream, content: Content, tmp_path: Path) -> None:
    up.refuses, _ = {"alternation"}, up.give(FITS)
    assert problems(await told(set_to(tmp_path, model="openai:small", base_url=up.url("good")), content)) == {}


async def test_a_model_that_is_not_listed_is_noted_with_what_is(up: Upstream, content: Content, tmp_path: Path) -> None:
    up.models = ["\x1b[31mred", "other", "<b>"]
    up.give(FITS)
    found = await told(set_to(tmp_path, model="openai:small", base_url=up.url("good")), content)
    assert found["reachable"]["state"] == "note"
    assert found["reachable"]["says"].endswith("does not list small. Among those that it lists: other.")


async def test_a_slow_first_word_is_noted(up: Upstream, content: Content, tmp_path: Path) -> None:
    hasty = content.__class__(**vars(content) | {"checkup": _with(content, slow=1e-9)})
    up.give(FITS)
    found = await told(set_to(tmp_path, model="openai:small", base_url=up.url("good")), hasty)
    assert found["streams"]["state"] == "note" and "A candidate would wait" in found["streams"]["todo"]


def _with(content: Content, **more: Any) -> Any:
    checkup = content.checkup
    return type(checkup)(**{name: getattr(checkup, name) for name in type(checkup).__slots__} | more)


async def test_both_models_are_tried(up: Upstream, content: Content, tmp_path: Path) -> None:
    up.give(FITS)
    settings = set_to(tmp_path, model="nobody:x", grader_model="openai:small", base_url=up.url("good"))
    out = StringIO()
    assert not await asyncio.to_thread(doctor, settings, content, out, as_json=True)
    tried = {(c["model"], c["check"]): c["state"] for c in json.loads(out.getvalue())["checks"]}
    assert tried["nobody:x", "provider"] == "problem" and tried["openai:small", "form"] == "ok"


async def test_offline_needs_nothing_and_says_what_there_is(content: Content, tmp_path: Path) -> None:
    found = await told(set_to(tmp_path), content)
    assert "OPENAI_API_KEY is set. To use it: HOTSEAT_MODEL=openai:NAME" in found["found"]["says"]
    assert "needs no model" in found["model"]["says"] and problems(found) == {}
    found = await told(set_to(tmp_path, base_url="http://127.0.0.1:9/v1"), content)
    assert found["found"]["says"].startswith("HOTSEAT_BASE_URL is set, and no model is.")


async def test_an_address_that_is_none(content: Content, tmp_path: Path) -> None:
    found = await told(set_to(tmp_path, model="openai:x", base_url="secret"), content)
    assert set(problems(found)) == {"settings", "provider"}


async def test_a_folder_that_cannot_be_written_and_a_port_that_is_taken(content: Content, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        found = problems(await told(set_to(tmp_path / "file" / "data", port=number), content))
    assert "cannot be written" in found["data folder"]
    assert found["port"] == f"Port {number} is in use."


async def test_a_port_that_hotseat_itself_uses(content: Content, tmp_path: Path) -> None:
    store = Store(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        found = await told(set_to(tmp_path, port=taken.getsockname()[1]), content)
    store.close()
    assert found["port"]["says"] == "Hotseat is running on this data folder."


@pytest.mark.parametrize(
    ("pricing", "dollars"),
    [
        ('{"prompt": "0.0000025", "completion": "0.00001"}', (2.5, 10.0)),
        ('{"prompt": 0, "completion": 0}', (0.0, 0.0)),
        ('{"prompt": "-1", "completion": "-1"}', None),
        ('{"prompt": "NaN", "completion": "1"}', None),
        ('{"prompt": "1"}', None),
        ('"free"', None),
        ("null", None),
    ],
)
def test_a_price_is_told_only_where_the_list_tells_it(pricing: str, dollars: tuple[float, float] | None) -> None:
    body = f'{{"data": [{{"id": "other"}}, {{"id": "small", "pricing": {pricing}}}]}}'.encode()
    price = model_price(body, "small")
    assert (price and (price.input, price.output)) == pytest.approx(dollars) if dollars else price is None
    assert model_price(body, "other") is model_price(body, "gone") is None


async def test_the_command_writes_a_line_a_finding_and_says_by_its_exit(up: Upstream, tmp_path: Path) -> None:
    env = {"HOTSEAT_DATA": str(tmp_path), "HOTSEAT_PORT": "0", "OPENAI_API_KEY": KEY, "HOTSEAT_MODEL": "openai:small"}
    for fault, code in (("good", 0), ("broken", 1)):
        up.give(FITS)
        run = await asyncio.to_thread(hotseat, "doctor", **env, HOTSEAT_BASE_URL=up.url(fault), HOTSEAT_TIMEOUT="3")
        assert (run.returncode, run.stderr) == (code, "")
        lines = [line for line in run.stdout.splitlines() if not line.startswith(" ")]
        assert [line.split(maxsplit=1)[1].partition(":")[0] for line in lines][: len(CHECKS) - 3] == CHECKS[:6]
        assert ("problem" in run.stdout) == bool(code) and KEY not in run.stdout


def test_the_form_that_is_asked_for_is_a_json_schema(content: Content) -> None:
    jsonschema.Draft202012Validator.check_schema(content.checkup.schema)
    jsonschema.validate(FITS, content.checkup.schema)
    with suppress(jsonschema.ValidationError):
        jsonschema.validate({"days": "7"}, content.checkup.schema)
        pytest.fail("a form that takes anything")
