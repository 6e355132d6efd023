"""The house keeps its shape: imports go downward, files stay small, packages are empty shells."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"

LAYERS = (
    {"config", "errors"},
    {"domain"},
    {"content", "llm", "store"},
    {"signals"},
    {"interview", "grading", "reports"},
    {"service"},
    {"api"},
    {"main"},
    {"serving"},
    {"practice", "batch", "evaluate", "rating", "doctor"},
    {"cli"},
    {"__main__"},
)
ON_OPTIONAL_DEPENDENCIES: set[tuple[str, str]] = set()
LONGEST_FILE = 300

MODULES = sorted(p for p in APP.rglob("*.py") if p.name != "__init__.py")


def _part(path: Path) -> str:
    return path.relative_to(APP).parts[0].removesuffix(".py")


def _layer(part: str) -> int:
    return next(i for i, names in enumerate(LAYERS) if part in names)


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_downward(path: Path) -> None:
    here = _part(path)
    for module in _imports(ast.parse(path.read_text())):
        if not module.startswith("app."):
            continue
        there = module.split(".")[1]
        assert there == here or _layer(there) < _layer(here), f"{here} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_stand_at_the_top(path: Path) -> None:
    tree = ast.parse(path.read_text())
    inner = [n for f in ast.walk(tree) if isinstance(f, ast.FunctionDef | ast.AsyncFunctionDef) for n in ast.walk(f)]
    late = [n.lineno for n in inner if isinstance(n, ast.Import | ast.ImportFrom)]
    assert not late or (_part(path), path.stem) in ON_OPTIONAL_DEPENDENCIES, f"late imports in lines {late}"


def test_there_is_no_import_circle() -> None:
    graph = {
        ".".join(p.relative_to(ROOT).with_suffix("").parts): {
            m for m in _imports(ast.parse(p.read_text())) if m.startswith("app.")
        }
        for p in MODULES
    }
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join((*path, module))
        if module not in done:
            for imported in graph.get(module, ()):
                visit(imported, (*path, module))
            done.add(module)

    for module in graph:
        visit(module, ())


def test_packages_are_empty_shells() -> None:
    assert not [p for p in APP.rglob("__init__.py") if p.read_text().strip()]


@pytest.mark.parametrize("suffix", ["py", "js", "css"])
def test_files_stay_small(suffix: str) -> None:
    folders = {
        "py": [APP, ROOT / "tests", ROOT / "bench"],
        "js": [ROOT / "frontend/js", ROOT / "tests/browser/models"],
        "css": [ROOT / "frontend/css", APP / "reports"],
    }[suffix]
    files = [p for f in folders for p in f.rglob(f"*.{suffix}") if "vendor" not in p.parts]
    assert [(str(p.relative_to(ROOT)), n) for p in files if (n := len(p.read_text().splitlines())) > LONGEST_FILE] == []


def test_only_settings_read_the_environment() -> None:
    reading = [p for p in MODULES if "os.environ" in p.read_text() or "os.getenv" in p.read_text()]
    assert [p.relative_to(APP).as_posix() for p in reading] == []


def test_no_catch_all_module_names() -> None:
    assert not [p for p in MODULES if p.name in {"models.py", "utils.py", "helpers.py", "common.py"}]
