"""Writes a plan to files, the format chosen by suffix. Whole files or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from simulator.errors import InputError
from simulator.exercise.folders import cannot_write, reason_of
from simulator.exercise.planning.ics import as_ics
from simulator.exercise.planning.plan import Plan
from simulator.exercise.planning.show import as_text, json_of


def write_plan(plan: Plan, paths: Iterable[Path]) -> tuple[Path, ...]:
    """Write the plan to each path, and say which.

    Raises:
        InputError: a suffix that nothing renders, or a place that takes no writing.
    """
    texts = [(path, renderer(path)(plan)) for path in paths]
    for path, text in texts:
        try:
            path.write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            raise cannot_write(path, reason_of(error)) from error
    return tuple(path for path, _ in texts)


def renderer(path: Path) -> Callable[[Plan], str]:
    """What renders a file of this suffix.

    Raises:
        InputError: nothing does.
    """
    known: dict[str, Callable[[Plan], str]] = {".ics": as_ics, ".json": json_of, ".txt": as_text}
    suffix = path.suffix.lower()
    if suffix not in known:
        message = f'given the file "{path}", expected a name that ends in one of: {", ".join(known)}.'
        raise InputError(message, "Choose one of them.")
    return known[suffix]
