"""The posture of a configuration: a scenario's sources, or every card of the library, as a file changes them."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from simulator.authored import suggest
from simulator.domain.questions import QUESTIONS
from simulator.domain.sources import LogSource, RowOf, SourceKind
from simulator.domain.time import DAY
from simulator.errors import InputError
from simulator.exercise.posture import Answer, Posture, Recorder, posture
from simulator.scenario.configuration import Configuration, SourceChange, load_cards, load_configuration
from simulator.scenario.load import load_playbook
from simulator.scenario.written.sources import Card

_OFF_BY_DEFAULT = frozenset({"E20", "E25", "E27"})
"""Logs that somebody has to switch on. Source: domain.md 2.1."""
_QUEUE_DAYS = 4.0
"""How long a queue keeps its messages unless told otherwise. Source: domain.md 2.1, E21 [AW5]."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A posture, and of what."""

    title: str
    recorders: tuple[Recorder, ...]
    found: Posture


def ask(scenario: str | None, changes: Path | None) -> Asked:
    """What could be proven with a scenario's sources, or with every card of the library, changed by a file.

    Raises:
        InputError: there is no such scenario, or the file names a source that is not there.
        ScenarioError: the file cannot be understood.
    """
    configuration = Configuration() if changes is None else load_configuration(changes)
    stores: tuple[str, ...] = ()
    if scenario is None:
        title = "every source of the library"
        recorders = _of_library(configuration)
    else:
        playbook = load_playbook(scenario)
        title, stores = playbook.title, tuple(map(str, playbook.stores))
        recorders = _of_scenario(scenario, configuration)
    if unknown := sorted(set(configuration.sources) - {one.slug for one in recorders}):
        near = suggest(unknown[0], [one.slug for one in recorders])
        raise InputError(f'{changes}: given the source "{unknown[0]}", expected one of {title}.', near)
    return Asked(title=title, recorders=recorders, found=posture(recorders, stores))


def _of_library(configuration: Configuration) -> tuple[Recorder, ...]:
    return tuple(_of_card(slug, card, configuration) for slug, card in sorted(load_cards().items()))


def _of_card(slug: str, card: Card, configuration: Configuration) -> Recorder:
    licensed = card.licence is None or card.licence in (configuration.licences or ())
    off = card.code[:3] in _OFF_BY_DEFAULT
    change = configuration.sources.get(slug, SourceChange())
    per_day = sum(rows.per_day * rows.times for rows in card.rows if rows.of is RowOf.BACKGROUND)
    keep = None if card.keep is None else card.keep / DAY
    if card.kind is SourceKind.COUNTS and keep is None:
        keep = _QUEUE_DAYS
    return _recorder(
        change,
        Recorder(
            slug=slug,
            code=card.code,
            title=card.title,
            kind=card.kind,
            recording=(licensed and not off) or not card.forward_only,
            keep_days=_shorter(keep, card.rolls, per_day),
            latency_days=card.latency_hours[2] / 24,
            completeness=card.completeness,
            proves_absence=card.proves_absence is not None,
            answers=frozenset(card.answers),
            misleads=frozenset(card.misleads),
            pull_hours=card.pull.hours[1] if card.pull else None,
            pull_staff_hours=card.pull.staff_hours if card.pull else 0.0,
        ),
    )


def _of_scenario(scenario: str, configuration: Configuration) -> tuple[Recorder, ...]:
    """The sources as they stand at StartEx, which is day 0; counters live as long as the copies that they stand on."""
    playbook, cards = load_playbook(scenario), load_cards()
    recorders = []
    for slug, source in playbook.sources.items():
        recording = source.since is not None and source.since <= 0
        if source.licence is not None and configuration.licences is not None:
            recording = source.licence in configuration.licences
        keeps = [source.keep, *(playbook.stores[store].keep for store in source.stores if source.kind in _LIVE)]
        kept = [keep / DAY for keep in keeps if keep is not None]
        per_day = sum(rows.per_day * rows.times for rows in source.rows if rows.of is RowOf.BACKGROUND)
        recorder = Recorder(
            slug=slug,
            code=source.code,
            title=source.title,
            kind=source.kind,
            recording=recording or not source.forward_only,
            keep_days=_shorter(min(kept, default=None), source.rolls, per_day),
            latency_days=source.latency_hours.high / 24,
            completeness=source.completeness,
            proves_absence=source.proves_absence is not None,
            **_questions(source, cards),
            stores=frozenset(source.stores),
            pull_hours=source.pull_hours.typical if source.pull_hours else None,
            pull_staff_hours=source.pull_staff_hours,
        )
        recorders.append(_recorder(configuration.sources.get(slug, SourceChange()), recorder))
    return tuple(recorders)


def _questions(source: LogSource, cards: Mapping[str, Card]) -> dict[str, frozenset[str]]:
    """What a source answers and misleads on; one that does not say is taken to be like the library's of its code."""
    if source.answers:
        return {"answers": frozenset(source.answers), "misleads": frozenset(name for name, _ in source.misleads)}
    alike = [card for _, card in sorted(cards.items()) if card.code[:3] == source.code[:3]]
    card = next((one for one in alike if one.kind is source.kind), next(iter(alike), None))
    if card is None:
        return {"answers": frozenset(), "misleads": frozenset()}
    return {"answers": frozenset(card.answers), "misleads": frozenset(card.misleads)}


_LIVE = frozenset({SourceKind.COUNTS, SourceKind.CONTENT})
"""Kinds whose rows stand on the copies themselves."""


def _shorter(keep: float | None, rolls: int | None, per_day: float) -> float | None:
    """Days that a row stays when only the last `rolls` rows are kept."""
    if not rolls or not per_day:
        return keep
    return rolls / per_day if keep is None else min(keep, rolls / per_day)


def _recorder(change: SourceChange, recorder: Recorder) -> Recorder:
    """The source as the organisation's file has it."""
    if "keep" in change.model_fields_set:
        recorder = dataclasses.replace(recorder, keep_days=None if change.keep is None else change.keep / DAY)
    if change.since is not None:
        recorder = dataclasses.replace(recorder, recording=change.since == "always")
    return recorder


def as_json(asked: Asked) -> str:
    """The answer for programs."""
    found = dataclasses.asdict(asked.found)
    return json.dumps({"exercise": True, "configuration": asked.title, **found}, indent=2) + "\n"


def as_lines(asked: Asked) -> Iterator[str]:
    """The answer for people: sources, questions, stores; then what is lost next."""
    days = asked.found.days
    head = [f"day {day}" for day in days]
    yield f"EXERCISE. What could be proven after an incident: {asked.title}"
    yield ""
    rows = [
        (one.slug, one.code, *asked.found.sources[one.slug], _kept(one.keep_days), _cost(one))
        for one in asked.recorders
    ]
    yield from _table(("source", "", *head, "kept", "a pull takes"), rows)
    yield ""
    questions = ((f"{name} {QUESTIONS[name]}", *map(_said, found)) for name, found in asked.found.answers.items())
    yield from _table(("question", *head), list(questions))
    yield ""
    yield from _table(("question", "lost next", "after"), list(_losses(asked.found.answers)))
    if asked.found.absence:
        yield ""
        proven = ((store, *(_by(one.by) for one in found)) for store, found in asked.found.absence.items())
        yield from _table(("no record of the store was read", *head), list(proven))


def _kept(days: float | None) -> str:
    return "for ever" if days is None else f"{days:g} d"


def _cost(one: Recorder) -> str:
    return "" if one.pull_hours is None else f"{one.pull_hours:g} h, {one.pull_staff_hours:g} staff-hours"


def _said(found: Answer) -> str:
    return found.strength if found.best is None else f"{found.strength}: {found.best}"


def _by(sources: tuple[str, ...]) -> str:
    return f"provable by {', '.join(sources)}" if sources else "not provable"


def _losses(answers: Mapping[str, tuple[Answer, ...]]) -> Iterator[tuple[str, ...]]:
    """For each question, the first source to go of those that answer on the first day."""
    for name, found in answers.items():
        first = found[0]
        if first.lost is not None:
            yield f"{name} {QUESTIONS[name]}", first.lost, f"{first.lost_day:g} d"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]
    for row in [head, *rows]:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
