"""What the library knows of the time after: nothing of the dossiers is missing, and nothing stands without a source."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from simulator.authored import Problems, load_model, read_document, value_at
from simulator.domain.actions import ActionKind, ResponseAction
from simulator.domain.decisions import TakeAction
from simulator.domain.playbook import Seat
from simulator.engine.processes import responders
from simulator.errors import ScenarioError
from simulator.law.load import load_rulebook
from simulator.scenario.aftermath import (
    SEED_ESTIMATE,
    Consideration,
    Mechanic,
    Remedy,
    load_cases,
    load_consequences,
    load_considerations,
    load_remediation,
)
from simulator.scenario.load import scenarios_root
from simulator.scenario.reading import read_sources
from simulator.scenario.written import verbs
from simulator.scenario.written.actions import LibraryAction, LibraryFile
from tests.unit.scenario.scenes import copied, spoil

LIBRARY = scenarios_root() / "_library"
FAILURES = [f"F{number:02}" for number in range(1, 28)]
COMPUTED = {"decision-log", "settlement", "running-cost", "open-findings"}


def library_actions() -> dict[str, LibraryAction]:
    """Every action of the library."""
    files = (load_model(path, LibraryFile) for path in sorted((LIBRARY / "actions").glob("*.yaml")))
    return {name: action for file in files for name, action in file.actions.items()}


def test_every_item_of_the_dossiers_is_there() -> None:
    """Fifteen remedies (six of A, nine of B), twelve considerations (five, seven) and five consequences, in order."""
    remedies, considerations, it = load_remediation(), load_considerations(), load_consequences()
    assert list(remedies) == [f"r{number:02}" for number in range(1, 16)]
    assert list(considerations) == [f"o{number:02}" for number in range(1, 13)]
    assert [one.code for one in remedies.values()] == [name.upper() for name in remedies]
    assert [one.code for one in considerations.values()] == [name.upper() for name in considerations]
    seeds = [one.seed for one in remedies.values()]
    assert seeds == [*(f"A-R{number}" for number in range(1, 7)), *(f"B-R{number}" for number in range(1, 10))]
    asked = [one.seed for one in considerations.values()]
    assert asked == [*(f"A-O{number}" for number in range(1, 6)), *(f"B-O{number}" for number in range(1, 8))]
    named = (it.market_access, it.trust, it.settlement, it.two_tracks, it.systematic)
    assert [one.code for one in named] == ["C01", "C02", "C03", "C04", "C05"]


def test_every_failure_has_a_remedy_and_every_remedy_says_what_it_leaves_open() -> None:
    """No failure pattern is without a remedy that closes it, at least in part."""
    remedies = load_remediation().values()
    assert {one.failure for remedy in remedies for one in remedy.closes} == set(FAILURES)
    assert all(remedy.does_not_close for remedy in remedies)
    needed = {name for remedy in remedies for one in remedy.closes for name in one.needs}
    assert needed <= set(load_remediation())


@pytest.mark.parametrize("remedy", load_remediation().values(), ids=lambda one: one.code)
def test_a_remedy_is_ordered_by_an_action_of_its_code(remedy: Remedy) -> None:
    """Each remedy has its project in the action library, with the same weeks, share, seat and title."""
    action = library_actions()[remedy.action]
    assert (action.code, action.title) == (remedy.code, remedy.title)
    assert action.hours == tuple(weeks * 168 for weeks in remedy.weeks)
    assert (action.owner, action.share) == (remedy.takes.seat, remedy.takes.share)
    assert load_model(LIBRARY / "actions" / "remediation.yaml", LibraryFile).kind is ActionKind.RECOVERY
    assert set(remedy.considerations) <= set(load_considerations())


def test_only_the_figures_of_the_dossiers_are_called_seed_estimates() -> None:
    """8-12 weeks, 40-60 percent and 15-20 percent are the dossiers' and are labelled so; the rest is not."""
    it = load_consequences()
    assert [name for name, one in load_remediation().items() if one.weeks_from == SEED_ESTIMATE] == ["r07"]
    assert it.settlement.label == it.settlement.most.source == it.running_cost.percent.source == SEED_ESTIMATE
    assert (it.settlement.most.value, it.running_cost.percent.value) == (1.6, (15.0, 17.5, 20.0))


def test_the_dossiers_wrong_claims_are_corrected() -> None:
    """What domain.md 0.2 takes apart is told with the correction beside it."""
    notes = {name: one.note for name, one in load_remediation().items()}
    said = {
        "r04": "WCAG 2.1 AA",
        "r07": "no independent source",
        "r09": "addressable",
        "r10": "neither adds a missing filter",
    }
    said |= {"r11": "names no version", "r15": "not the text of the rule"}
    assert [name for name, words in said.items() if words not in notes[name]] == []
    assert "164.408" in load_considerations()["o02"].note


def test_every_public_case_has_a_source_and_a_kind() -> None:
    """Twenty-five incidents, the fifth number left out; each with source, year, lesson, and a kind but for timing."""
    cases = load_cases()
    assert list(cases) == [f"n{number:02}" for number in range(1, 27) if number != 5]
    assert [name for name, one in cases.items() if not (one.kinds or one.considerations)] == ["n18"]
    assert all(re.search(r"(domain|law)\.md", one.source) and one.lesson for one in cases.values())
    assert {name for one in cases.values() for name in one.considerations} <= set(load_considerations())
    seen = {kind for one in cases.values() for kind in one.kinds}
    assert sorted(set(FAILURES) - seen) == ["F22"]


@pytest.mark.parametrize(
    "mechanic", [one for it in load_considerations().values() for one in it.mechanics], ids=lambda one: one.name
)
def test_every_consideration_happens_somewhere(mechanic: Mechanic) -> None:
    """What a consideration names is there: a verb, action, field, inject, duty, constant, remedy or computed part."""
    known = {
        "verb": {name for kind in vars(verbs).values() if (name := _verb(kind))},
        "action": set(library_actions()),
        "action-field": {one.name for one in fields(ResponseAction)},
        "decision-field": {one.name for one in fields(TakeAction)},
        "seat": {one.name for one in fields(Seat)},
        "inject": set(_injects()),
        "duty": {one.id for one in load_rulebook().duties},
        "engine": set(vars(responders)),
        "remediation": set(load_remediation()),
        "aftermath": COMPUTED,
    }
    assert mechanic.name in known[mechanic.in_]


def test_remedies_point_to_considerations_that_exist() -> None:
    """A consideration that a remedy names is one of the twelve."""
    known: dict[str, Consideration] = dict(load_considerations())
    assert all(one in known for remedy in load_remediation().values() for one in remedy.considerations)


def test_an_inject_is_taken_from_the_library(tmp_path: Path) -> None:
    """`use` brings title, text and seats; what the scenario says wins, and the file counts for the digest."""
    folder = copied(tmp_path)
    taken = "injects:\n  from-ocr:\n    use: ocr-data-request\n    title: Twelve things\n    when: {at: 70d}\n"
    spoil(folder / "msel.yaml", "injects:\n", taken)
    problems = Problems()
    sources = read_sources(folder, problems)
    problems.raise_if_any()
    assert sources is not None
    inject = sources.msel.injects["from-ocr"]
    assert (inject.title, inject.to) == ("Twelve things", ("privacy-officer", "legal-counsel"))
    assert inject.suggests == ("answer-ocr-request",)
    spoil(folder / "msel.yaml", "use: ocr-data-request", "use: ocr-data-requests")
    wrong = Problems()
    read_sources(folder, wrong)
    with pytest.raises(ScenarioError, match='"ocr-data-requests", expected an inject of the library'):
        wrong.raise_if_any()


def _injects() -> list[str]:
    found = [value_at(read_document(path), ("injects",)) for path in (LIBRARY / "injects").glob("*.yaml")]
    return [name for one in found if isinstance(one, dict) for name in one]


def _verb(kind: object) -> str:
    do = getattr(kind, "model_fields", {}).get("do")
    return str(do.annotation.__args__[0]) if do is not None else ""
