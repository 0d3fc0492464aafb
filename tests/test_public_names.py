"""Every public name explains itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "bongsu"
MODULES = sorted(SOURCE.rglob("*.py"))
Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def public(node: Documented, name: str) -> Iterator[tuple[str, Documented]]:
    """Yield a module or class and what is public in it; what is inside a function is its own affair."""
    yield name, node
    if not isinstance(node, ast.Module | ast.ClassDef):
        return
    for inner in node.body:
        if isinstance(inner, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not inner.name.startswith("_"):
            yield from public(inner, f"{name}.{inner.name}")


def test_the_package_is_found() -> None:
    """There is something to look at: the nouns and the command are among it."""
    assert {SOURCE / "model.py", SOURCE / "cli.py", SOURCE / "__init__.py"} <= set(MODULES)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_public_names_have_docstrings(path: Path) -> None:
    """Module, classes, functions and methods without a leading underscore all have a docstring."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    silent = [name for name, node in public(module, path.stem) if not ast.get_docstring(node)]
    assert silent == []
