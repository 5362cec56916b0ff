"""Writes the after-action report of an exercise: one file for each path, rendered by its suffix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from simulator import __version__
from simulator.domain.evaluation.fold import evaluation_of
from simulator.domain.evaluation.records import Estimated
from simulator.domain.ids import CONTROLLER, ROOM, RecordId, SeatId
from simulator.domain.playbook import Playbook
from simulator.domain.words import NO_DUFF, Words
from simulator.errors import InputError
from simulator.exercise.aftermath import aftermath_of
from simulator.exercise.folders import cannot_write, reason_of
from simulator.exercise.formats import RENDERERS, rendered
from simulator.exercise.play import Exercise, people_of_world
from simulator.exercise.room.history import clock_history
from simulator.exercise.room.scoping.grading import grading_of
from simulator.exercise.room.scoping.lists import numbers_of
from simulator.exercise.runs.anchors import ANCHORS, anchored
from simulator.exercise.runs.priors import forecasts_of
from simulator.law.incident import obligations_of
from simulator.law.load import load_rulebook
from simulator.law.model import Obligation
from simulator.report.audience import Audience, handled, selected
from simulator.report.masking import mask_of
from simulator.report.material import Played
from simulator.report.model import AfterActionReport, Atom, Score
from simulator.scenario.aftermath import load_cases, load_considerations, load_remediation
from simulator.scenario.weights import Weights, load_weights
from simulator.scoring.prices import Price
from simulator.scoring.regret import Judged
from simulator.world.canary import canary_of
from simulator.world.exports.csvfile import export_csv

BUNDLE = ".zip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What the exercise itself does not say: how it was played. `runbook` None: by people.

    `prices` of changed decisions and `judged` calls, where somebody had them computed (`exercise.whatif`).
    """

    mode: str = "assisted"
    seat: SeatId = ROOM
    runbook: str | None = None
    prices: tuple[Price, ...] = ()
    judged: tuple[Judged, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which report is wanted: for whom (None: whole), under which handling line, with names of people or with roles."""

    audience: Audience | None = None
    handling: str = ""
    names: bool = False


def write_report(
    exercise: Exercise,
    paths: Iterable[Path],
    words: Iterable[Words] = (),
    details: Details | None = None,
    wanted: Wanted | None = None,
) -> tuple[Path, ...]:
    """Write the report to each path, and say which; nothing is written when one of them has no renderer.

    Beside a whole report goes a CSV of everybody whom the list got wrong, where there is anybody.

    Raises:
        InputError: a suffix that nothing renders, or a place that takes no writing.
    """
    how = wanted or Wanted()
    chosen = {path: suffix_of(path, how) for path in paths}
    told = played(exercise, words, details, names=how.names)
    if how.audience is not None and not how.names:
        told = masked(told)
    report = report_of(told, how)
    made = rendered(report, (suffix for suffix in chosen.values() if suffix != BUNDLE))
    for path, suffix in chosen.items():
        try:
            path.write_bytes(_bundle(exercise, told, report) if suffix == BUNDLE else made[suffix])
        except OSError as error:
            raise cannot_write(path, reason_of(error)) from error
    return (*chosen, *_write_people(told, chosen if how.audience is None else ()))


def masked(told: Played) -> Played:
    """The same exercise with the titles of roles in the place of the names that people typed."""
    mask = mask_of(told.words, told.playbook)
    return replace(told, words=mask.words(told.words), mask=mask)


def report_of(told: Played, wanted: Wanted) -> AfterActionReport:
    """The report as it is wanted."""
    from simulator.report.build import build

    report = build(told)
    if wanted.audience is not None:
        report = selected(report, wanted.audience)
    return handled(report, wanted.handling)


def _bundle(exercise: Exercise, told: Played, report: AfterActionReport) -> bytes:
    from simulator.exercise.bundle.pack import pack
    from simulator.exercise.room.desk.vaultline import row_digests

    return pack(told, report, row_digests(exercise))


def _write_people(told: Played, paths: Iterable[Path]) -> Iterator[Path]:
    """The table of people beside each report, once for reports of one name."""
    from simulator.report.material import Material
    from simulator.report.people.graded import PERSON_COLUMNS, person_rows

    rows = tuple(person_rows(Material(told)))
    canary = canary_of(told.playbook.world.digest(told.seed))
    for path in dict.fromkeys(path.with_name(f"{path.stem}-people.csv") for path in paths) if rows else ():
        export_csv(PERSON_COLUMNS, rows, canary, path)
        yield path


def suffix_of(path: Path, wanted: Wanted | None = None) -> str:
    """The suffix by which a file is rendered, in small letters.

    Raises:
        InputError: nothing renders it, or a bundle is wanted for another reader than an auditor.
    """
    suffix = path.suffix.lower()
    if suffix not in (*RENDERERS, BUNDLE):
        raise InputError(
            f'given the report file "{path}", expected a name that ends in one of: {", ".join((*RENDERERS, BUNDLE))}.',
            "Choose one of them.",
        )
    if suffix == BUNDLE and (wanted is None or wanted.audience != "auditor"):
        raise InputError(f'given the bundle "{path}", expected it for an auditor.', "Add --for auditor.")
    return suffix


def played(
    exercise: Exercise, words: Iterable[Words] = (), details: Details | None = None, *, names: bool = False
) -> Played:
    """An exercise as the report takes it: with the obligations of both sides, and scored once it has ended."""
    rulebook, playbook, said = load_rulebook(), exercise.playbook, tuple(words)
    how = details or Details()
    true = obligations_of(rulebook, exercise.known(CONTROLLER), playbook, "truth")
    return Played(
        playbook=playbook,
        seed=exercise.seed,
        journal=exercise.journal,
        rulebook=rulebook,
        seen=obligations_of(rulebook, exercise.known(ROOM), playbook, "seat"),
        true=true,
        score=_score(exercise, true, said),
        words=said,
        names=names,
        mode=how.mode,
        seat=how.seat,
        runbook=how.runbook,
        versions={"Engine": __version__},
        history=clock_history(exercise.journal.seen_by(ROOM), playbook),
        grades=grading_of(exercise).both if exercise.ended else (),
        numbers=_numbers(exercise),
        aftermath=aftermath_of(exercise.journal, exercise.known(CONTROLLER), playbook, true)
        if exercise.ended
        else None,
        remedies=load_remediation(),
        considerations=load_considerations(),
        cases=load_cases(),
        prices=how.prices,
        judged=how.judged,
        forecasts=forecasts_of(exercise, _estimates(said)),
        minors=_minors(exercise),
    )


def _estimates(said: Iterable[Words]) -> tuple[Estimated, ...]:
    return evaluation_of(one.text for one in said if one.role == "record").estimates


def _minors(exercise: Exercise) -> frozenset[RecordId]:
    """The records of minors, as the world has them."""
    flags = people_of_world(exercise.playbook.world, exercise.seed).minor
    return frozenset(RecordId(number) for number in flags.nonzero()[0].tolist())


def _numbers(exercise: Exercise) -> tuple[tuple[str, int | None], ...]:
    found = numbers_of(exercise)
    return () if found is None else tuple(asdict(found).items())


def _score(exercise: Exercise, true: tuple[Obligation, ...], said: tuple[Words, ...]) -> Score | None:
    if any(one.role == "stop" for one in said):
        return Score(total=None, parts={}, anchors={}, note=NO_DUFF)
    if not exercise.ended or not set(ANCHORS) <= set(exercise.playbook.runbooks):
        return None
    found = anchored(exercise.playbook, exercise.seed, tuple(exercise.journal), true)
    return Score(
        total=found.total,
        parts={str(part): value for part, value in found.parts.items()},
        anchors={"silent": found.anchors.silent, "reference": found.anchors.reference},
        anchor_parts={str(part): both for part, both in found.anchors.parts.items()},
        atoms=tuple(Atom(part=atom.part, harm=atom.amount, why=atom.why, refs=atom.entries) for atom in found.atoms),
        weights=tuple(_weights(load_weights(), exercise.playbook)),
        note=found.note,
    )


def _weights(weights: Weights, playbook: Playbook) -> Iterator[tuple[str, float, str]]:
    """Every weight by its place in the file, with the author's reason; the scenario's own tasks with those of all."""
    own = {name: {"value": task.value, "why": task.why} for name, task in playbook.tasks.items()}
    authored = weights.model_dump(exclude={"version", "gates"})
    yield from _below("", authored | {"tasks": authored["tasks"] | own})


def _below(name: str, value: object) -> Iterator[tuple[str, float, str]]:
    if isinstance(value, Mapping) and "why" in value and "value" in value:
        yield name, float(value["value"]), str(value["why"])
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _below(f"{name}.{key}".strip("."), inner)
    elif isinstance(value, tuple | list):
        for number, inner in enumerate(value, 1):
            yield from _below(f"{name}.{number}", inner)
