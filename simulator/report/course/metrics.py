"""Part of section 3: how long things took, each with its definition. Reported, never scored."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.domain import facts as f
from simulator.domain.decisions import TakeAction
from simulator.domain.direction import ON_CHANCE
from simulator.domain.ids import ActionId
from simulator.domain.time import MINUTE, Seconds, format_duration
from simulator.report.material import Material
from simulator.report.model import Refs, Row, Table

DECLARE = ActionId("declare-incident")
"""The action with which an incident is declared and somebody is put in charge."""


def metrics_table(material: Material) -> Table:
    """The times of the exercise. Source: practice.md 3.3."""
    first = _first_signal(material)
    start = first[0] if first else None
    return Table(
        caption="Times, with their definitions. They are reported, and not scored",
        columns=("Time", "Definition", "When", "After T0"),
        rows=tuple(
            Row(
                cells=(name, what, material.when(at) if at is not None else "never", _after(at, start)),
                refs=refs or material.end_refs,
            )
            for name, what, at, refs in _times(material)
        ),
    )


def _times(material: Material) -> Iterator[tuple[str, str, Seconds | None, Refs]]:
    truth = material.truth
    yield ("T0", "first sign or message that the team could have acted on", *_moment(_first_signal(material)))
    taken = [(one.at, one.number) for one in truth.decisions if not isinstance(one.fact.decision, ON_CHANCE)]
    yield ("acknowledge", "first decision of the team", *_moment(min(taken, default=None)))
    led = [(one.at, one.number) for one in truth.decisions if _is_declaring(one.fact)]
    yield ("escalate", "somebody decides to declare an incident", *_moment(min(led, default=None)))
    declared = [(one.at, one.number) for one in truth.completed if one.fact.action == DECLARE]
    yield ("declare", "the incident is declared, and somebody leads", *_moment(min(declared, default=None)))
    yield from _containment(material)
    stated = truth.discovery
    named = f" ({stated.fact.day})" if stated else ""
    said = (stated.at, stated.number) if stated else None
    yield ("discover", f"the team states its discovery date{named}", *_moment(said))
    made = truth.determination
    judged = (made.at, made.number) if made else None
    yield ("determine", "the team determines whether it is a breach", *_moment(judged))
    yield from _lists(material)
    yield from _notices(material)


def _containment(material: Material) -> Iterator[tuple[str, str, Seconds | None, Refs]]:
    """When the closing of paths was decided on, and when the last of them was shut."""
    paths = {one.id for one in material.playbook.grants.values() if not one.authorised}
    shut = [one for one in material.entries if isinstance(one.fact, f.GrantClosed) and one.fact.grant in paths]
    behind = (material.decision_behind(one.number) for one in shut)
    made = [(one.at, one.number) for one in behind if one is not None]
    yield ("contain, decided", "first decision that closed an unauthorised path", *_moment(min(made, default=None)))
    whole = paths <= material.truth.closed.keys()
    last = (shut[-1].at, shut[-1].number) if shut and whole else None
    yield ("contain, in effect", "the last unauthorised path is closed", *_moment(last))


def _lists(material: Material) -> Iterator[tuple[str, str, Seconds | None, Refs]]:
    if not material.truth.lists:
        yield "list", "a version of the list of people is built", None, ()
    for one in material.truth.lists:
        yield f"list v{one.fact.version}", "this version of the list of people is built", one.at, (one.number,)


def _notices(material: Material) -> Iterator[tuple[str, str, Seconds | None, Refs]]:
    if not material.truth.notices:
        yield "notify", "the first notice to an audience leaves", None, ()
    told: set[str] = set()
    for one in material.truth.notices:
        if one.fact.audience not in told:
            told.add(one.fact.audience)
            title = material.playbook.audiences.get(one.fact.audience, one.fact.audience)
            yield f"notify {one.fact.audience}", f"the first notice leaves: {title}", one.at, (one.number,)


def _first_signal(material: Material) -> tuple[Seconds, int] | None:
    signs = (f.IndicatorNoticed, f.InjectDelivered)
    return next(((one.at, one.number) for one in material.entries if isinstance(one.fact, signs)), None)


def _is_declaring(recorded: f.DecisionRecorded) -> bool:
    return isinstance(recorded.decision, TakeAction) and recorded.decision.action == DECLARE


def _moment(found: tuple[Seconds, int] | None) -> tuple[Seconds | None, Refs]:
    return (found[0], (found[1],)) if found else (None, ())


def _after(at: Seconds | None, start: Seconds | None) -> str:
    """Time since T0, to the minute."""
    return "-" if at is None or start is None else format_duration(max(0, at - start) // MINUTE * MINUTE)
