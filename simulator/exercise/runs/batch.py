"""`breachdrill run`: a scenario, a runbook, one seed or many; results and whether they pass."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.domain.ids import CONTROLLER
from simulator.domain.playbook import Playbook
from simulator.domain.words import Role
from simulator.errors import InputError
from simulator.exercise.play import Exercise
from simulator.exercise.runs.exploits.catalogue import EXPLOITS, PLANNED, derive, plan_of
from simulator.exercise.runs.gates import verdicts
from simulator.exercise.runs.holiday_cache import remembered_holidays
from simulator.exercise.runs.outcome import outcome
from simulator.exercise.runs.result import RunResult, result_of
from simulator.exercise.runs.runner import play_runbook
from simulator.law.contracts import contract_id
from simulator.law.incident import obligations_of
from simulator.law.load import load_rulebook
from simulator.scenario.load import load_playbook
from simulator.scenario.runbook import Runbook, load_runbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run: its result, and the exercise and its words for whoever wants to keep them."""

    result: RunResult
    exercise: Exercise
    said: tuple[tuple[int, Role, str], ...]


def run_all(
    scenario: str | Playbook,
    *,
    runbook: str = "reference",
    seeds: Sequence[int] = (),
    allow_late: Collection[str] = (),
    fail_under: float | None = None,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> tuple[Run, ...]:
    """Play a runbook on each seed; without seeds, on the scenario's published one.

    Raises:
        InputError: there is no such scenario or runbook, or `allow_late` names no duty.
        ScenarioError: a file is wrong.
    """
    playbook = load_playbook(scenario) if isinstance(scenario, str) else scenario
    _require_duties(allow_late, playbook)
    chosen = tuple(seeds) or (playbook.seed,)
    runs = []
    for number, seed in enumerate(chosen, start=1):
        said: list[tuple[int, Role, str]] = []
        script = find_runbook(playbook.on(seed), runbook, seed)
        exercise = play_runbook(playbook, script, seed, say=lambda *words, kept=said: kept.append(words))
        with remembered_holidays():
            ended = outcome(exercise)
        gates = verdicts(ended, script, allow_late=allow_late, fail_under=fail_under)
        result = result_of(ended, gates, runbook=runbook, mode="assisted")
        runs.append(Run(result=result, exercise=exercise, said=tuple(said)))
        progress(number, len(chosen))
    return tuple(runs)


def find_runbook(playbook: Playbook, name: str, seed: int | None = None) -> Runbook:
    """The runbook of that name, in that file, or the exploit of that name as it is derived for a seed.

    A file of the scenario's own wins over an exploit. Without a seed: for the published one.

    Raises:
        InputError: there is none.
    """
    from simulator.authored import suggest

    if name in playbook.runbooks:
        return load_runbook(Path(playbook.runbooks[name]), playbook)
    path = Path(name)
    if path.suffix in {".yaml", ".yml"}:
        return load_runbook(path, playbook)
    if name in EXPLOITS:
        return _derived(playbook, name, playbook.seed if seed is None else seed)
    raise InputError(f'{playbook.slug} has no runbook "{name}".', suggest(name, [*playbook.runbooks, *EXPLOITS]))


def _derived(playbook: Playbook, name: str, seed: int) -> Runbook:
    if "reference" not in playbook.runbooks:
        raise InputError(f'{playbook.slug} has no runbook "reference", which {name} would be derived from.')
    reference = load_runbook(Path(playbook.runbooks["reference"]), playbook)
    plan = None
    if name in PLANNED:
        exercise = play_runbook(playbook, reference, seed)
        truth = exercise.known(CONTROLLER)
        plan = plan_of(truth, playbook, obligations_of(load_rulebook(), truth, playbook, "truth"))
    found = derive(name, playbook, reference, seed, plan)
    if found is None:
        raise InputError(f"{playbook.slug} offers no means for {name}.", "Nothing in it does what this exploit needs.")
    return found


def _require_duties(names: Collection[str], playbook: Playbook) -> None:
    from simulator.authored import suggest

    rulebook = load_rulebook()
    owed = [contract_id(one.id) for one in playbook.clauses]
    for name in names:
        if not (rulebook.knows(name) or name in owed):
            known = [*owed, *(duty.id for duty in rulebook.duties)]
            raise InputError(f'given --allow-late "{name}", expected a duty.', suggest(name, known))
