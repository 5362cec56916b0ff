"""What may import what, and what an import costs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
NEW_MODULES = """
import sys
before = set(sys.modules)
import simulator
print(*sorted(set(sys.modules) - before))
"""
DOMAIN_MODULES = """
import importlib, pkgutil, sys
import simulator.domain
names = [module.name for module in pkgutil.walk_packages(simulator.domain.__path__, "simulator.domain.")]
for name in names:
    importlib.import_module(name)
assert len(names) > 3, names
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What a fresh interpreter in the checkout prints for this code."""
    environment = os.environ | {"PYTHONUTF8": "1"}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)


def test_import_contracts_hold() -> None:
    """Every contract of pyproject.toml holds over the whole import graph."""
    answer = python(LINT_IMPORTS, "--no-cache")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "0 broken" in answer.stdout


def test_importing_the_simulator_costs_nothing() -> None:
    """`import simulator` loads one module: itself."""
    answer = python(NEW_MODULES)
    assert answer.stdout.split() == ["simulator"], answer.stdout + answer.stderr


def test_the_domain_needs_the_standard_library_only() -> None:
    """All of simulator.domain loads without any library that a layer above brings."""
    answer = python(DOMAIN_MODULES)
    assert answer.returncode == 0, answer.stderr
    loaded = set(answer.stdout.split())
    assert "simulator" in loaded
    foreign = {"click", "faker", "numpy", "pydantic", "rich", "simpy", "sqlalchemy", "textual", "tui", "yaml"}
    assert not loaded & foreign


def test_the_first_screen_is_painted_before_anything_slow_is_loaded(tmp_path: Path) -> None:
    """What the lobby needs to be painted loads no engine, no scenario files and none of their libraries."""
    code = "import sys, tui.screens.lobby; from tui.start import usual_look; usual_look(None); print(*sys.modules)"
    environment = os.environ | {"PYTHONUTF8": "1", "BREACHDRILL_HOME": str(tmp_path)}
    command = [sys.executable, "-c", code]
    answer = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=True)
    loaded = set(answer.stdout.split())
    assert "textual" in loaded
    slow = {"numpy", "pydantic", "simpy", "yaml", "simulator.authored", "simulator.engine", "simulator.scenario"}
    assert not loaded & slow
