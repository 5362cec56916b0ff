"""Writes results to files, the format chosen by suffix: `.json`, `.xml` (JUnit), `.md`. Whole files or none."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from simulator.errors import InputError
from simulator.exercise.runs.result import RunResult, RunsResult, Statistics

_CONTROL = {code: None for code in range(32) if chr(code) not in "\t\n\r"}


def as_json(results: Sequence[RunResult]) -> str:
    """One run as its result, several as `runs` and `statistics`."""
    if len(results) == 1:
        return results[0].model_dump_json(indent=2) + "\n"
    return RunsResult(runs=tuple(results), statistics=statistics(results)).model_dump_json(indent=2) + "\n"


def statistics(results: Sequence[RunResult]) -> Statistics:
    """How several seeds came out."""
    totals = sorted(one.score.total for one in results if one.score.total is not None)
    spread = {"min": totals[0], "median": totals[len(totals) // 2], "max": totals[-1]} if totals else None
    return Statistics(runs=len(results), passed=sum(run_passed(one) for one in results), total=spread)


def run_passed(result: RunResult) -> bool:
    """Whether every gate of the run held or was allowed to fail."""
    return all(one.passed or one.allowed for one in result.asserts)


def as_junit(results: Sequence[RunResult]) -> str:
    """A suite for each seed, a case for each duty and assertion; a failure says actual, bound, and how to rerun."""
    root = ET.Element("testsuites", name="breachdrill")
    for result in results:
        failed = [one for one in result.asserts if not one.passed and not one.allowed]
        suite = ET.SubElement(
            root,
            "testsuite",
            name=f"{result.scenario.id}[{result.seed}]",
            tests=str(len(result.asserts)),
            failures=str(len(failed)),
            errors="0",
        )
        properties = ET.SubElement(suite, "properties")
        for name, value in _properties(result).items():
            ET.SubElement(properties, "property", name=name, value=value)
        for one in result.asserts:
            case = ET.SubElement(suite, "testcase", classname=f"{result.scenario.id}.{one.kind}", name=one.id)
            if not one.passed:
                told = f"actual: {one.actual}; wanted: {one.wanted}; rerun: {rerun(result)}"
                kind = "skipped" if one.allowed else "failure"
                ET.SubElement(case, kind, message=_plain(told)).text = None if one.allowed else _plain(told)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def points(result: RunResult) -> str:
    """The score in words, and why there is none."""
    if result.score.total is not None:
        return f"{result.score.total:.1f}"
    spread = result.score.anchors.silent - result.score.anchors.reference
    return f"not scored (silence does only {spread:.1f} units more harm than the reference)"


def as_markdown(results: Sequence[RunResult]) -> str:
    """A summary for people: the verdict, the gates, the three sets."""
    lines = ["# breachdrill: EXERCISE result", ""]
    for result in results:
        total = points(result) + ("" if result.score.total is None else " of 100")
        verdict = "passed" if run_passed(result) else "FAILED"
        lines += [
            f"## {result.scenario.id}, seed {result.seed}, runbook {result.runbook}: {verdict}",
            "",
            f"Score {total}. {_sets(result)} Journal `{result.journal_digest[:16]}`.",
            "",
            "| Gate | Wanted | Actual | |",
            "|---|---|---|---|",
        ]
        lines += [
            f"| {one.id} | {_cell(one.wanted)} | {_cell(one.actual)} | {_mark(one.passed, one.allowed)} |"
            for one in result.asserts
        ]
        lines += ["", f"Rerun: `{rerun(result)}`", ""]
    return "\n".join(lines)


def _sets(result: RunResult) -> str:
    read, told, listed = result.exposure.read, result.exposure.notifiable, result.exposure.listed
    return f"Read {read.people:,}, to be told {told.people:,}, listed {listed.people:,} people."


def rerun(result: RunResult) -> str:
    """The command that plays this run again."""
    it = result.scenario
    tailored = (f" --length {it.length}" if it.length else "") + (" --profile FILE" if it.profiled else "")
    return f"breachdrill run {it.id} --runbook {result.runbook} --seed {result.seed}{tailored}"


_WRITERS: Mapping[str, Callable[[Sequence[RunResult]], str]] = {
    ".json": as_json,
    ".xml": as_junit,
    ".md": as_markdown,
}


def writers_for(paths: Sequence[Path]) -> None:
    """Check that every path can be written by its suffix, before anything is run.

    Raises:
        InputError: a suffix nobody writes, or a folder that does not exist.
    """
    for path in paths:
        if path.suffix not in _WRITERS:
            raise InputError(
                f'cannot write "{path.name}": given the suffix "{path.suffix}", expected one of {", ".join(_WRITERS)}.',
                "The after-action report has more: run with --save, then breachdrill report.",
            )
        if not path.parent.is_dir():
            raise InputError(f'cannot write "{path}": there is no folder "{path.parent}".', "Make it first.")


def write_outputs(paths: Sequence[Path], results: Sequence[RunResult]) -> None:
    """Write each file.

    Raises:
        InputError: the disk or the folder refuses.
    """
    for path in paths:
        text = _WRITERS[path.suffix](results)
        try:
            path.write_text(text, encoding="utf-8", newline="\n")
        except OSError as fault:
            raise InputError(f'cannot write "{path}": {fault.strerror}.', "Choose another place.") from fault


def _properties(result: RunResult) -> dict[str, str]:
    total = "null" if result.score.total is None else f"{result.score.total:.3f}"
    return {
        "marking": result.marking,
        "seed": str(result.seed),
        "runbook": result.runbook,
        "engine": result.engine,
        "score.total": total,
        "journal_digest": result.journal_digest,
    }


def _mark(passed: bool, allowed: bool) -> str:
    if passed:
        return "ok"
    return "allowed" if allowed else "**FAILED**"


def _plain(text: str) -> str:
    return text.translate(_CONTROL)


def _cell(text: str) -> str:
    return _plain(text).replace("|", "\\|").replace("\n", " ")
