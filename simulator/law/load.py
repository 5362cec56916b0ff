"""Reads the rules that stand beside this module into one checked rulebook."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from simulator.authored import Authored, AuthoredError, PlainText, Problems, StateCode, load_model
from simulator.errors import LawError
from simulator.law.model import (
    Chain,
    Citation,
    Counted,
    Deadline,
    Duty,
    Moment,
    Terms,
    Theory,
    Threshold,
    Trigger,
    Unit,
)
from simulator.law.rulebook import Rulebook

RULES = Path(__file__).parent / "rules"


class _Threshold(Authored):
    op: Literal[">", ">="]
    number: int
    unit: Counted


class _Chain(Authored):
    trigger: Moment
    number: int
    unit: Unit = "calendar_days"
    calendar: str = "us_federal"


class _Deadline(Authored):
    when: _Threshold | None = None
    number: int | None
    unit: Unit = "calendar_days"
    calendar: str = "us_federal"
    counted_from: Literal["trigger", "year_end"] = "trigger"
    standard: str = ""
    contemporaneous_with: str = ""
    form: str = ""
    chained: _Chain | None = None


class _Terms(Authored):
    threshold: _Threshold
    deadlines: tuple[_Deadline, ...]


class _AppliesTo(Authored):
    state: StateCode | None = None
    each_state: bool = False
    licence: Literal["ca_facility"] | None = None


class _Deemed(Authored):
    by: str
    note: PlainText


class RuleFile(Authored):
    """One duty as a file says it; see `model.Duty` for what the keys mean."""

    id: str
    title: PlainText
    to: PlainText
    owed_by: Literal["covered_entity", "business_associate"] = "covered_entity"
    applies_to: _AppliesTo = _AppliesTo()
    trigger: Trigger
    theories: tuple[Theory, ...] = ()
    done_by: tuple[str, ...]
    reaches: Literal["people", "recipient"]
    in_force: dict[date, _Terms]
    hold: Literal["federal", "named", "none"]
    released_by: tuple[Literal["secured", "low_probability"], ...]
    deemed: _Deemed | None = None
    late: PlainText
    citations: tuple[PlainText, ...]
    read: date
    confidence: Literal["high", "medium", "low"]
    evidence: Literal["S", "M", "I"]
    assumptions: tuple[PlainText, ...] = ()


@lru_cache(maxsize=1)
def load_rulebook() -> Rulebook:
    """The rulebook that this installation ships.

    Raises:
        LawError: every problem of every rule file, one a line.
    """
    return read_rulebook(RULES)


def read_rulebook(folder: Path) -> Rulebook:
    """The rulebook of a folder: one duty per YAML file, at any depth.

    Raises:
        LawError: every problem of every rule file, one a line.
    """
    paths = sorted(folder.rglob("*.yaml"), key=lambda path: path.relative_to(folder).as_posix())
    problems = Problems()
    rules: dict[Path, RuleFile] = {}
    for path in paths:
        with problems.collecting():
            rules[path] = load_model(path, RuleFile)
    _check(rules, problems)
    if not paths:
        problems.add(folder, (), "given a folder without rules, expected YAML files; name the folder of the rules.")
    try:
        problems.raise_if_any()
    except AuthoredError as error:
        raise LawError(error.message, error.hint) from error
    duties = sorted((_duty(rule) for rule in rules.values()), key=_order)
    return Rulebook(duties=tuple(duties), digest=_digest(paths, folder))


def _check(rules: dict[Path, RuleFile], problems: Problems) -> None:
    """What one model cannot see: ids told twice, unknown parents, rules without a value."""
    first: dict[str, Path] = {}
    for path, rule in rules.items():
        if rule.id in first:
            problems.add(path, (), f'given the id "{rule.id}", expected a new one: {first[rule.id].name} has it.')
        first.setdefault(rule.id, path)
    for path, rule in rules.items():
        if rule.deemed is not None and rule.deemed.by not in first:
            problems.add(path, (), f'given deemed by "{rule.deemed.by}", expected the id of a duty; correct it.')
        if rule.trigger == "discovery" and not rule.theories:
            problems.add(path, (), "given no theories, expected those of discovery that the rule knows; name them.")
        if not rule.in_force or not all(terms.deadlines for terms in rule.in_force.values()):
            problems.add(path, (), "given no deadline, expected at least one for each date in force; write it.")
        if not rule.citations or not rule.done_by:
            problems.add(path, (), "given no citation or no audience, expected at least one of each; write them.")


def _order(duty: Duty) -> tuple[bool, str]:
    """Federal duties first, then by id."""
    return duty.state is not None, duty.id


def _digest(paths: Iterable[Path], folder: Path) -> str:
    """SHA-256 over names and contents, the same on every platform."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.relative_to(folder).as_posix().encode("utf-8") + b"\0")
        whole.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return whole.hexdigest()


def _duty(rule: RuleFile) -> Duty:
    return Duty(
        id=rule.id,
        title=rule.title,
        to=rule.to,
        owed_by=rule.owed_by,
        state=rule.applies_to.state,
        each_state=rule.applies_to.each_state,
        licence=rule.applies_to.licence,
        trigger=rule.trigger,
        theories=rule.theories,
        done_by=rule.done_by,
        reaches=rule.reaches,
        vintages=tuple(_terms(since, rule.in_force[since]) for since in sorted(rule.in_force)),
        hold=rule.hold,
        released_by=rule.released_by,
        deemed_by=rule.deemed.by if rule.deemed else None,
        deemed_note=rule.deemed.note if rule.deemed else "",
        late=rule.late,
        citations=tuple(Citation(text=text, read=rule.read) for text in rule.citations),
        confidence=rule.confidence,
        evidence=rule.evidence,
        assumptions=rule.assumptions,
    )


def _terms(since: date, terms: _Terms) -> Terms:
    return Terms(
        since=since,
        threshold=_threshold(terms.threshold),
        deadlines=tuple(_deadline(given) for given in terms.deadlines),
    )


def _threshold(given: _Threshold) -> Threshold:
    return Threshold(op=given.op, number=given.number, unit=given.unit)


def _deadline(given: _Deadline) -> Deadline:
    chained = given.chained
    return Deadline(
        when=None if given.when is None else _threshold(given.when),
        number=given.number,
        unit=given.unit,
        calendar=given.calendar,
        counted_from=given.counted_from,
        standard=given.standard,
        contemporaneous_with=given.contemporaneous_with,
        form=given.form,
        chained=None if chained is None else Chain(**dict(chained)),
    )
