"""The evaluation of an exercise: a fold of its records, as they were kept among the words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from simulator.domain.codec import canonical, decode_part, encode
from simulator.domain.evaluation import records as r
from simulator.domain.words import TOMBSTONE
from simulator.errors import JournalError

T = TypeVar("T")
_KINDS: Mapping[str, type[r.Record]] = {one.kind: one for one in r.RECORDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Everything that was written down about an exercise; of what has a name, the last.

    `revisions` is the plan as it was written each time, with what was reworded or dropped since.
    """

    arranged: r.Arranged | None = None
    seated: Mapping[str, r.Seated] = field(default_factory=dict)
    notes: tuple[r.Noted, ...] = ()
    flags: tuple[r.Flagged, ...] = ()
    hints: tuple[r.Hinted, ...] = ()
    ratings: Mapping[str, r.Rated] = field(default_factory=dict)
    analyses: Mapping[str, r.Analysed] = field(default_factory=dict)
    wash: r.Washed | None = None
    learned: tuple[r.Learned, ...] = ()
    plan: tuple[r.Planned, ...] = ()
    revisions: tuple[r.Planned, ...] = ()
    brought: tuple[r.Brought, ...] = ()
    feedback: tuple[r.Felt, ...] = ()
    estimates: tuple[r.Estimated, ...] = ()
    escalated: tuple[r.Escalated, ...] = ()
    handling: str = ""
    stage: r.Stage = "draft"
    stages: tuple[r.Settled, ...] = ()


def text_of(record: r.Record) -> str:
    """A record as the text that is kept among the words (role "record")."""
    return canonical(encode(record))


def record_of(text: str) -> r.Record:
    """The record that a kept text stands for.

    Raises:
        JournalError: it stands for none.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise JournalError(f"a record is no JSON ({fault}).") from fault
    if not isinstance(value, dict) or value.get("kind") not in _KINDS:
        raise JournalError("a record of an unknown kind.")
    return decode_part(_KINDS[value.pop("kind")], value)


def evaluation_of(texts: Iterable[str]) -> Evaluation:
    """The evaluation that kept texts of the role "record" hold; what was struck out is not in it.

    Raises:
        JournalError: a record is damaged.
    """
    return evaluate(record_of(text) for text in texts if text != TOMBSTONE)


def evaluate(records: Iterable[r.Record]) -> Evaluation:
    """Records in the order in which they were written, folded."""
    found = tuple(records)
    revisions = tuple(_each(found, r.Planned))
    plan = {one.id: one for one in revisions}
    stages = tuple(_each(found, r.Settled))
    return Evaluation(
        arranged=_last(_each(found, r.Arranged)),
        seated={one.role: one for one in _each(found, r.Seated)},
        notes=tuple(_each(found, r.Noted)),
        flags=tuple(_each(found, r.Flagged)),
        hints=tuple(_each(found, r.Hinted)),
        ratings={one.objective: one for one in _each(found, r.Rated)},
        analyses={one.objective: one for one in _each(found, r.Analysed)},
        wash=_last(_each(found, r.Washed)),
        learned=tuple(_each(found, r.Learned)),
        plan=tuple(one for one in plan.values() if not one.dropped),
        revisions=revisions,
        brought=tuple({(one.source, one.id): one for one in _each(found, r.Brought)}.values()),
        feedback=tuple({(one.role, one.item): one for one in _each(found, r.Felt)}.values()),
        estimates=tuple({(one.question, one.moment): one for one in _each(found, r.Estimated)}.values()),
        escalated=tuple(_each(found, r.Escalated)),
        handling=next((one.line for one in reversed(found) if isinstance(one, r.Handled)), ""),
        stage=stages[-1].stage if stages else "draft",
        stages=stages,
    )


def _each(found: Iterable[r.Record], kind: type[T]) -> Iterator[T]:
    return (one for one in found if isinstance(one, kind))


def _last(found: Iterable[T]) -> T | None:
    last = None
    for one in found:
        last = one
    return last
