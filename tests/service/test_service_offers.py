"""Which engines are offered: what was set, what a key opens, what listens on this computer; each as it is."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from app.content.catalog import Content
from app.domain.engines import EngineGuide, LocalServer
from app.errors import ModelError, ModelKeyRefused, ModelRejected, ModelUnavailable, UserError
from app.grading.offline import OfflineGrader
from app.llm.calls import Limits, Model
from app.llm.client import Access
from app.llm.providers import lmstudio, ollama
from app.llm.providers.openai import build
from app.llm.providers.scripted import ScriptedModel
from app.service.destinations import sent_to
from app.service.engines import Engines
from app.service.interviews import Defaults
from app.service.nearby import is_listed
from app.service.offers import Around, Offer, Offers
from app.signals.reader import Reader
from tests.llm.upstream import Upstream

LIMITS = Limits(30, 30, 30)
SET = "openai:set"


class Listed(ScriptedModel):
    """A model whose server lists these names, or fails like this; None is silence."""

    def __init__(self, names: Sequence[str] | ModelError | None = ()) -> None:
        super().__init__()
        self.names, self.asked, self.closed = names, 0, False

    async def models(self) -> Sequence[str]:
        """The names."""
        self.asked += 1
        if self.names is None:
            await asyncio.Event().wait()
        if isinstance(self.names, ModelError):
            raise self.names
        return self.names or ()

    async def close(self) -> None:
        """Note it."""
        self.closed = True


@pytest.fixture
def guide(content: Content) -> EngineGuide:
    """The shipped guide, with no server on this computer."""
    return replace(content.engines, local=())


@pytest.fixture
def made(content: Content, reader: Reader) -> Callable[..., Offers]:
    """Offers on engines of their own."""

    def make(
        guide: EngineGuide,
        clients: Mapping[str, Listed | Model],
        model: str = SET,
        within: float = 30,
        **more: object,
    ) -> Offers:
        def opened(name: str) -> Model | None:
            if name not in clients:
                raise ModelUnavailable("There is no such model.")
            known = clients[name]
            return known if isinstance(known, Model) else Model(name, known, LIMITS)

        engines = Engines(OfflineGrader(reader, content.rubrics), opened, lambda model, calls: pytest.fail(), (model,))
        values: dict[str, object] = {"has_key": False, "base_url": None} | more
        return Offers(engines, Around(Defaults(model, model), guide=guide, **values), opened, within=within)  # type: ignore[arg-type]

    return make


@asynccontextmanager
async def looked(offers: Offers) -> AsyncIterator[Sequence[Offer]]:
    """What there is after a first look."""
    offers.begin()
    await offers.again()
    yield offers.all
    await offers.close()


@pytest.mark.parametrize(
    ("names", "state", "says"),
    [
        (["set", "other"], "ready", None),
        (["set:latest"], "ready", None),
        ([], "unchecked", None),
        (["other"], "ready", "does not list set"),
        (ModelUnavailable("Nothing answers at 127.0.0.1:9."), "unreachable", "Nothing answers at 127.0.0.1:9."),
        (ModelKeyRefused("It refused the key."), "key_refused", "It refused the key."),
        (ModelRejected("No models at this address."), "unchecked", "No models at this address."),
        (None, "unreachable", "Nothing came within 0.2 seconds."),
    ],
)
async def test_the_model_that_was_set_is_looked_at(
    made: Callable[..., Offers], guide: EngineGuide, names: Sequence[str] | ModelError | None, state: str, says: str
) -> None:
    within = 0.2 if names is None else 30
    async with looked(made(guide, {SET: Listed(names)}, within=within)) as (built_in, offer):
        assert (built_in.model, built_in.state, built_in.sent_to) == ("offline", "ready", None)
        assert (offer.model, offer.source, offer.state, offer.sent_to) == (SET, "set", state, "OpenAI")
        assert offer.message is None if says is None else says in (offer.message or "")


async def test_a_model_that_cannot_be_opened_is_told_too(made: Callable[..., Offers], guide: EngineGuide) -> None:
    async with looked(made(guide, {}, model="nobody:x")) as (_, offer):
        assert (offer.state, offer.message, offer.sent_to) == ("unreachable", "There is no such model.", "nobody")


async def test_until_it_is_known_it_is_being_checked_and_the_start_waits_for_nothing(
    made: Callable[..., Offers], guide: EngineGuide
) -> None:
    offers = made(guide, {SET: Listed(None)})
    offers.begin()
    assert offers.looking and offers.all[1].state == "checking"
    await offers.close()
    assert not offers.looking


async def test_looking_again_sees_what_has_changed_and_two_looks_are_one(
    made: Callable[..., Offers], guide: EngineGuide
) -> None:
    client = Listed(ModelUnavailable("Gone."))
    offers = made(guide, {SET: client})
    async with looked(offers) as first:
        assert first[1].state == "unreachable"
        client.names = ["set"]
        before = client.asked
        await asyncio.gather(offers.again(), offers.again())
        assert (offers.all[1].state, offers.all[1].message, client.asked) == ("ready", None, before + 1)


async def test_a_key_is_offered_and_not_used_before_somebody_chooses_it(
    made: Callable[..., Offers], guide: EngineGuide
) -> None:
    best, second = guide.openai[:2]
    client = Listed(["other", second])
    offers = made(guide, {f"openai:{n}": client for n in (best, second)}, model="offline", has_key=True)
    async with looked(offers) as (_, offer):
        assert (offer.model, offer.source, offer.state) == (f"openai:{best}", "key", "unchecked")
        assert (offer.sent_to, client.asked) == ("OpenAI", 0)
        await offers.check(offer.model)
        (_, checked) = offers.all
        assert (checked.model, checked.state, client.asked) == (f"openai:{second}", "ready", 1)
        await offers.again()
        assert client.asked == 2
    with pytest.raises(UserError):
        await offers.check("openai:nobody")


async def test_a_refused_key_is_told(made: Callable[..., Offers], guide: EngineGuide) -> None:
    client = Listed(ModelKeyRefused("It refused the key."))
    offers = made(guide, {f"openai:{guide.openai[0]}": client}, model="offline", has_key=True)
    await offers.check(f"openai:{guide.openai[0]}")
    assert (offers.all[1].state, offers.all[1].message) == ("key_refused", "It refused the key.")


@pytest.mark.parametrize("more", [{"model": SET}, {"base_url": "http://box:1/v1"}])
async def test_a_key_is_not_offered_where_something_else_was_set(
    made: Callable[..., Offers], guide: EngineGuide, more: dict[str, object]
) -> None:
    async with looked(made(guide, {SET: Listed()}, **{"model": "offline", "has_key": True} | more)) as found:
        assert all(o.source != "key" for o in found)


async def test_what_listens_on_this_computer_is_found_and_can_be_asked_for(
    made: Callable[..., Offers], guide: EngineGuide
) -> None:
    async with Upstream() as up:
        up.models = ["llama3.2:latest", "nomic-embed-text", "big:cloud", "<b>no name</b>", "x" * 300, "q\n1", "qwen3"]
        there, port = up.url("good"), urlsplit(up.url("good")).port
        gone = urlsplit(up.url("refused")).port
        local = (
            LocalServer("ollama", "Ollama", "127.0.0.1", port or 0),
            LocalServer("lmstudio", "LM Studio", "127.0.0.1", gone or 0),
        )
        model = Model("ollama:any", build("any", Access(there)), LIMITS)
        offers = made(replace(guide, local=local), {"ollama:any": model}, model="offline")
        async with looked(offers) as (_, *found):
            assert [o.model for o in found] == ["ollama:llama3.2:latest", "ollama:qwen3"]
            assert {(o.source, o.state, o.sent_to) for o in found} == {("ollama", "ready", None)}
            assert found[0].label == "Ollama with llama3.2:latest"
            await offers.check("ollama:qwen3")


async def test_a_strange_server_on_a_usual_port_is_no_offer(made: Callable[..., Offers], guide: EngineGuide) -> None:
    async with Upstream() as up:
        local = (LocalServer("ollama", "Ollama", "127.0.0.1", urlsplit(up.url("good")).port or 0),)
        client = Listed(ModelRejected("No."))
        async with looked(made(replace(guide, local=local), {"ollama:any": client}, model="offline")) as found:
            assert [o.model for o in found] == ["offline"]
            assert client.closed


async def test_where_a_model_was_set_this_computer_is_looked_at_on_request(
    made: Callable[..., Offers], guide: EngineGuide
) -> None:
    async with Upstream() as up:
        local = (LocalServer("ollama", "Ollama", "127.0.0.1", urlsplit(up.url("good")).port or 0),)
        offers = made(replace(guide, local=local), {SET: Listed(), "ollama:any": Listed(["qwen3"])})
        offers.begin()
        await offers.again()  # waits for the first look
        assert [o.model for o in offers.all] == ["offline", SET]
        await offers.again()
        assert [o.model for o in offers.all] == ["offline", SET, "ollama:qwen3"]
        await offers.close()


@pytest.mark.parametrize(
    ("model", "base_url", "place"),
    [
        ("offline", "https://box.example/v1", None),
        ("openai:x", None, "OpenAI"),
        ("openai:x", "https://user:secret@box.example:8443/v1", "box.example"),
        ("openai:x", "http://127.0.0.1:8080/v1", None),
        ("openai:x", "http://localhost:8080/v1", None),
        ("openai:x", "http://[::1]:8080/v1", None),
        ("openai:x", "http://[::1/v1", "the address that is set"),
        ("openai:x", "nonsense", "the address that is set"),
        ("ollama:x", None, None),
        ("ollama:x", "http://10.0.0.7:11434/v1", "10.0.0.7"),
        ("llamacpp:/a.gguf", "https://box.example/v1", None),
        ("anthropic:x", None, "Anthropic"),
        ("newcomer:x", None, "newcomer"),
    ],
)
def test_where_words_go(content: Content, model: str, base_url: str | None, place: str | None) -> None:
    assert sent_to(model, base_url, content.engines) == place


def test_a_file_is_listed_by_its_whole_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/dana")
    assert is_listed("~/small.gguf", ["/home/dana/small.gguf"]) and is_listed("./small.gguf", ["small.gguf"])
    assert not is_listed("~/small.gguf", ["/small.gguf"])


def test_the_guide_looks_where_the_providers_do(content: Content) -> None:
    usual = {"ollama": ollama.USUAL_ADDRESS, "lmstudio": lmstudio.USUAL_ADDRESS}
    assert {s.provider: f"http://{s.host}:{s.port}/v1" for s in content.engines.local} == usual
