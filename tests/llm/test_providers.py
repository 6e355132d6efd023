"""A model's string leads to its provider's file; the scripted model behaves as a model does."""

import subprocess
import sys
from pathlib import Path

import pytest

import app.llm.providers
from app.errors import ModelMisbehaved, ModelUnavailable
from app.llm.client import Access, Message, Structured
from app.llm.providers.scripted import ScriptedModel
from app.llm.registry import provider_of, resolve

ASKED = (Message("system", "You are Ruth."), Message("user", "I moved the date."))
PROVIDER = """
from app.llm.providers.scripted import ScriptedModel
def build(name, access):
    return ScriptedModel([name.upper()])
"""

WITHOUT = """
import sys
from app.errors import ModelUnavailable
from app.llm.client import Access
from app.llm.registry import resolve
sys.modules[sys.argv[1]] = None
try:
    resolve(sys.argv[2], Access())
except ModelUnavailable as missing:
    print(missing.message)
"""


async def said(model: ScriptedModel) -> list[str]:
    return [piece async for piece in model.stream(ASKED, max_tokens=50, temperature=None) if isinstance(piece, str)]


def test_the_built_in_engine_needs_no_model() -> None:
    assert resolve("offline", Access()) is None


async def test_a_provider_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shouting.py").write_text(PROVIDER)
    monkeypatch.setattr(app.llm.providers, "__path__", [*app.llm.providers.__path__, str(tmp_path)])
    model = resolve("shouting:who else", Access())
    assert isinstance(model, ScriptedModel)
    assert await said(model) == ["WHO ", "ELSE"]


@pytest.mark.parametrize("model", ["", "scripted", "scripted:", ":x", "nobody:x", "../x:y", "os.path:y", "openai"])
def test_a_model_that_there_is_not(model: str) -> None:
    with pytest.raises(ModelUnavailable, match="Use offline"):
        resolve(model, Access())


@pytest.mark.parametrize(
    ("model", "package"),
    [("anthropic:claude", "langchain"), ("llamacpp:/any.gguf", "xllamacpp"), ("openai:x", "openai")],
)
def test_a_package_that_is_missing_is_named(model: str, package: str) -> None:
    run = subprocess.run([sys.executable, "-c", WITHOUT, package, model], capture_output=True, text=True, check=True)
    assert f"pip install {package}" in run.stdout


def test_heavy_libraries_are_imported_only_when_they_are_asked_for() -> None:
    asked = "import sys, app.main, app.llm.opening; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert not {"openai", "aiohttp", "httpx2", "langchain", "langchain_core", "xllamacpp"} & set(run.stdout.split())


@pytest.mark.parametrize(
    ("model", "provider"), [("offline", "offline"), ("openai:a:b", "openai"), ("llamacpp:/a/b.gguf", "llamacpp")]
)
def test_the_provider_of_a_model(model: str, provider: str) -> None:
    assert provider_of(model) == provider


async def test_the_scripted_model_says_its_lines_in_order_and_keeps_what_it_was_sent() -> None:
    model = ScriptedModel()
    model.enqueue("Whose date was it?", {"score": 3}, ModelUnavailable("Busy."))
    assert await said(model) == ["Whose ", "date ", "was ", "it?"]
    assert await model.structured(ASKED, schema={}, max_tokens=50, temperature=0) == Structured({"score": 3})
    with pytest.raises(ModelUnavailable):
        await said(model)
    with pytest.raises(ModelMisbehaved):
        await said(model)
    assert model.history == [ASKED] * 4
