"""Vectors: facts with the answers that a statute gives, written by hand beside the rules' own tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from simulator.law.clocks import obligations
from simulator.law.facts import IncidentFacts
from simulator.law.factsfile import incidents, load_facts
from simulator.law.load import load_rulebook
from simulator.law.model import Obligation
from simulator.law.rulebook import Rulebook

VECTORS = Path(__file__).parent / "vectors"
TODAY = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Vector:
    """One case: the facts, and what is expected of one obligation (`of`, by default the rule itself)."""

    path: Path
    rule: str
    citation: str
    name: str
    of: str
    entity: str
    facts: Mapping[str, Any]
    expect: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.rule}: {self.name}"


@cache
def vectors() -> tuple[Vector, ...]:
    """Every case of every file."""
    return tuple(_cases())


def _cases() -> Iterator[Vector]:
    for path in sorted(VECTORS.rglob("*.yaml")):
        whole = _read(path)
        for case in whole["cases"]:
            yield Vector(
                path=path,
                rule=whole["rule"],
                citation=whole["citation"],
                name=case["name"],
                of=case.get("of", whole["rule"]),
                entity=case.get("entity", ""),
                facts=case["facts"],
                expect=case["expect"],
            )


def _read(path: Path) -> Mapping[str, Any]:
    read: Mapping[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    return read


_WRITER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_QUICK: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_QUICK):  # type: ignore[misc]
    """Reads `on` as the key that it is."""


_Loader.yaml_implicit_resolvers = {
    letter: resolvers for letter, resolvers in _QUICK.yaml_implicit_resolvers.items() if letter not in "oO"
}


def judged(vector: Vector, folder: Path) -> Obligation:
    """The obligation on the vector's facts under the shipped rules."""
    return answered(vector, load_rulebook(), facts_of(vector, folder))


def facts_of(vector: Vector, folder: Path) -> tuple[IncidentFacts, ...]:
    """The vector's facts, read from a real file with its defaults filled in."""
    path = folder / "facts.yaml"
    path.write_text(yaml.dump(filled(vector), Dumper=_WRITER), encoding="utf-8")
    rulebook = load_rulebook()
    return incidents(load_facts(path, rulebook, TODAY), rulebook)


def answered(vector: Vector, rulebook: Rulebook, facts: Iterable[IncidentFacts]) -> Obligation:
    """The one obligation that the vector asks about, under some rules."""
    rows = [row for one in facts for row in obligations(rulebook, one)]
    found = [row for row in rows if row.id == vector.of and vector.entity in {"", row.entity}]
    assert len(found) == 1, f"{vector}: {len(found)} obligations {vector.of} among {sorted(row.id for row in rows)}"
    return found[0]


def told(vector: Vector, row: Obligation) -> dict[str, Any]:
    """What the obligation answers where the vector expects something; of `says` a part of its reasons is enough."""
    reasons = " ".join((*row.why, *row.why_not))
    answers = {name: reasons if name == "says" else getattr(row, name) for name in vector.expect}
    if vector.expect.get("says", "") in reasons:
        answers |= {"says": vector.expect["says"]} if "says" in vector.expect else {}
    return answers


def filled(vector: Vector) -> dict[str, Any]:
    """The facts with what every vector shares: a clinic of that state, Chicago time, a total that adds up."""
    state = vector.rule.split(".")[1].upper()
    entity = {"kind": "covered_entity", "name": "clinic", **({"state": state} if len(state) == len("TX") else {})}
    people = dict(vector.facts.get("individuals", {}))
    people.setdefault("total", sum(people.get("by_state", {}).values()))
    return {
        "timezone": "America/Chicago",
        **vector.facts,
        "entity": entity | dict(vector.facts.get("entity", {})),
        "individuals": people,
    }
