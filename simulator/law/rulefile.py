"""Reads the rule files of one jurisdiction into duties, or tells all that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
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
    Grace,
    HipaaClause,
    Kind,
    Moment,
    Owner,
    Terms,
    Theory,
    Threshold,
    Trigger,
    Unit,
)


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
    information: frozenset[Kind] = frozenset()
    threshold: _Threshold
    deadlines: tuple[_Deadline, ...]


class _AppliesTo(Authored):
    state: StateCode | None = None
    each_state: bool = False
    licence: Literal["facility"] | None = None
    public_body: bool = False


class _Grace(Authored):
    number: int
    unit: Unit = "calendar_days"
    calendar: str = "us_federal"
    past_due_only: bool = False


class _HipaaClause(Authored):
    effect: Literal["exempt", "replaces", "partial"]
    who: frozenset[Literal["covered_entity", "business_associate"]] = frozenset(
        {"covered_entity", "business_associate"}
    )
    since: date | None = None
    by: str = "us.hipaa.individual"
    cite: PlainText
    note: PlainText


class RuleFile(Authored):
    """One duty as a file says it; see `model.Duty` for what the keys mean."""

    id: str
    title: PlainText
    to: PlainText
    owed_by: Owner = "covered_entity"
    applies_to: _AppliesTo = _AppliesTo()
    trigger: Trigger
    theories: tuple[Theory, ...] = ()
    done_by: tuple[str, ...]
    reaches: Literal["people", "recipient"]
    done_on: Literal["sent", "received"] = "sent"
    in_force: dict[date, _Terms]
    hold: Literal["federal", "named", "none"]
    after_hold: _Grace | None = None
    released_by: tuple[Literal["secured", "low_probability"], ...]
    risk_of_harm: PlainText | None = None
    hipaa: _HipaaClause | None = None
    content: tuple[PlainText, ...] = ()
    method: PlainText | None = None
    late: PlainText
    citations: tuple[PlainText, ...]
    read: date | Literal["never"]
    confidence: Literal["high", "medium", "low"]
    evidence: Literal["S", "M", "I"]
    assumptions: tuple[PlainText, ...] = ()


def read_shelf(key: str, paths: Iterable[Path]) -> tuple[Duty, ...]:
    """The duties of one jurisdiction, by id.

    Raises:
        LawError: every problem of its files, one a line.
    """
    problems = Problems()
    rules: dict[Path, RuleFile] = {}
    for path in paths:
        with problems.collecting():
            rules[path] = load_model(path, RuleFile)
    _check(key, rules, problems)
    try:
        problems.raise_if_any()
    except AuthoredError as error:
        raise LawError(error.message, error.hint) from error
    return tuple(sorted((_duty(rule) for rule in rules.values()), key=lambda duty: duty.id))


def _check(key: str, rules: dict[Path, RuleFile], problems: Problems) -> None:
    """What one model cannot see: ids told twice or in the wrong folder, rules without a value."""
    first: dict[str, Path] = {}
    for path, rule in rules.items():
        if rule.id in first:
            problems.add(path, (), f'given the id "{rule.id}", expected a new one: {first[rule.id].name} has it.')
        first.setdefault(rule.id, path)
        if not rule.id.startswith(f"us.{key}."):
            problems.add(path, (), f'given the id "{rule.id}", expected us.{key}.<duty> in this folder; correct it.')
        if rule.applies_to.state is not None and rule.applies_to.state.lower() != key:
            problems.add(path, (), f"given the state {rule.applies_to.state}, expected the folder's; move the file.")
        if rule.trigger == "discovery" and not rule.theories:
            problems.add(path, (), "given no theories, expected those of discovery that the rule knows; name them.")
        if not rule.in_force or not all(terms.deadlines for terms in rule.in_force.values()):
            problems.add(path, (), "given no deadline, expected at least one for each date in force; write it.")
        deadlines = [deadline for terms in rule.in_force.values() for deadline in terms.deadlines]
        if any(one.number is None and not one.standard for one in deadlines):
            problems.add(path, (), "given a deadline without a number, expected its standard in words; write it.")
        if not rule.citations or not rule.done_by:
            problems.add(path, (), "given no citation or no audience, expected at least one of each; write them.")


def _duty(rule: RuleFile) -> Duty:
    return Duty(
        id=rule.id,
        title=rule.title,
        to=rule.to,
        owed_by=rule.owed_by,
        state=rule.applies_to.state,
        each_state=rule.applies_to.each_state,
        licence=rule.applies_to.licence is not None,
        public_body=rule.applies_to.public_body,
        trigger=rule.trigger,
        theories=rule.theories,
        done_by=rule.done_by,
        reaches=rule.reaches,
        done_on=rule.done_on,
        vintages=tuple(_terms(since, rule.in_force[since]) for since in sorted(rule.in_force)),
        hold=rule.hold,
        after_hold=None if rule.after_hold is None else Grace(**dict(rule.after_hold)),
        released_by=rule.released_by,
        risk_of_harm=rule.risk_of_harm or "",
        hipaa=None if rule.hipaa is None else HipaaClause(**dict(rule.hipaa)),
        content=rule.content,
        method=rule.method or "",
        late=rule.late,
        citations=tuple(
            Citation(text=text, read=None if rule.read == "never" else rule.read) for text in rule.citations
        ),
        confidence=rule.confidence,
        evidence=rule.evidence,
        assumptions=rule.assumptions,
    )


def _terms(since: date, terms: _Terms) -> Terms:
    return Terms(
        since=since,
        threshold=_threshold(terms.threshold),
        deadlines=tuple(_deadline(given) for given in terms.deadlines),
        information=terms.information,
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
