"""The shape of the code: small modules, small functions, honest names."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = sorted(path for folder in ("simulator", "tui") for path in (ROOT / folder).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

MODULE_LINES = 400
FUNCTION_LINES = 60
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc"}


def name_of(path: Path) -> str:
    """How a failure names the file."""
    return path.relative_to(ROOT).as_posix()


@dataclass(frozen=True, slots=True)
class Function:
    """A function's name, and where its lines begin and how many they are, decorators not counted."""

    name: str
    line: int
    lines: int


@dataclass(frozen=True, slots=True)
class Module:
    """What a module says of itself, and its functions, methods and inner ones too."""

    docstring: str
    functions: tuple[Function, ...]


@cache
def module_of(path: Path) -> Module:
    """A file, read once."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    functions = (Function(one.name, one.lineno, (one.end_lineno or one.lineno) - one.lineno + 1) for one in found)
    return Module(ast.get_docstring(tree) or "", tuple(functions))


def long_functions(path: Path) -> list[str]:
    """`file:line name (lines)` of each function over the bound."""
    long = (one for one in module_of(path).functions if one.lines > FUNCTION_LINES)
    return [f"{name_of(path)}:{one.line} {one.name} ({one.lines})" for one in long]


def test_the_checks_see_the_code() -> None:
    """The lists that the other tests walk are not empty."""
    assert ROOT / "simulator" / "errors.py" in CODE
    assert Path(__file__) in TESTS


def test_no_module_is_too_long() -> None:
    """A module has at most 400 lines; the bound is only ever lowered."""
    sizes = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in CODE + TESTS}
    assert {name: size for name, size in sizes.items() if size > MODULE_LINES} == {}


def test_no_function_is_too_long() -> None:
    """A function has at most 60 lines; the bound is only ever lowered."""
    assert [found for path in CODE + TESTS for found in long_functions(path)] == []


def test_no_module_is_a_drawer() -> None:
    """No module or package is named for holding whatever fits nowhere else."""
    parts = {name_of(path): {*path.relative_to(ROOT).with_suffix("").parts} for path in CODE + TESTS}
    assert [name for name, words in parts.items() if words & DRAWERS] == []


def test_every_test_is_collected() -> None:
    """A file under tests/ that holds a test is named so that pytest finds it."""
    holding = [path for path in TESTS if any(one.name.startswith("test_") for one in module_of(path).functions)]
    assert [name_of(path) for path in holding if not path.name.startswith("test_")] == []


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_every_module_says_what_it_owns(path: Path) -> None:
    """A module opens with a docstring that says something."""
    docstring = module_of(path).docstring
    assert len(docstring.split()) > 2, f"{name_of(path)}:1: {docstring!r}, expected what the module owns"
