"""`breachdrill exercises plan`, `settle`, `retest`, `papers` and `escalate`: what follows play."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.console import ExitCode, say
from simulator.cli.output import emit

if TYPE_CHECKING:
    from simulator.domain.evaluation.records import Stage
    from simulator.exercise.evaluating.opened import Opened
    from simulator.exercise.evaluating.planimport import PlanImport

_STORE = click.option("--store", metavar="URL", help="Another library.")
_FILE = click.Path(path_type=Path)
_YES = click.option("--yes", is_flag=True, help="Write it; without, only tell what would change.")


@click.command("plan")
@click.argument("save")
@click.option("-o", "outputs", multiple=True, type=_FILE, help=".csv, .xlsx or .ics; repeatable.")
@click.option("--import", "edited", type=_FILE, metavar="FILE", help="A plan that was edited in a spreadsheet.")
@_YES
@_STORE
def plan(save: str, outputs: tuple[Path, ...], edited: Path | None, store: str | None, *, yes: bool) -> int:
    """The improvement plan of SAVE (a number of the library, or a .drill file): shown, written, or brought back in.

    What the record proposes and nobody decided yet stands in it with the status "proposed".
    """
    from simulator.exercise.evaluating.opened import open_for_review
    from simulator.exercise.evaluating.planfile import require_suffix

    for path in outputs:
        require_suffix(path)
    opened = open_for_review(save, store)
    if edited is not None:
        _import(opened, opened.read(edited), yes=yes)
        opened = open_for_review(save, store) if yes and outputs else opened
    opened.export(outputs)
    for path in outputs:
        say(f"wrote {path}")
    if edited is None and not outputs:
        return _show(opened)
    return ExitCode.PASS


def _import(opened: Opened, found: PlanImport, *, yes: bool) -> None:
    for change in found.changes:
        emit(str(change))
    for ids, what in ((found.unchanged, "unchanged"), (found.absent, "not in the sheet, kept")):
        if ids:
            say(f"{what}: {', '.join(ids)}")
    if found.missing_columns:
        say(f"columns that the sheet does not have, kept: {', '.join(found.missing_columns)}")
    if yes and found.records:
        opened.keep(found.records)
    said = f"{len(found.changes)} change{'' if len(found.changes) == 1 else 's'}"
    say(f"{said} written" if yes else f"{said}; nothing was written: add --yes to write")


def _show(opened: Opened) -> int:
    for one, status in opened.rows:
        emit("\t".join((one.id, status, one.priority, one.owner or "-", str(one.due or "-"), one.action or one.issue)))
    for reason in opened.review.blocks:
        say(f"not final: {reason}")
    return ExitCode.PASS if opened.rows else ExitCode.NOTHING_SELECTED


@click.command("retest")
@click.argument("save")
@click.option("--from", "files", multiple=True, type=_FILE, metavar="FILE", help="A plan as .csv or .xlsx; repeatable.")
@click.option("--close", is_flag=True, help="Close, in the library, what the re-test found closed.")
@_YES
@_STORE
def retest(save: str, files: tuple[Path, ...], store: str | None, *, close: bool, yes: bool) -> int:
    """Which open actions of earlier exercises SAVE tests again, and what it shows about those it took up.

    Earlier ones are those of the library, or of plans given with --from. --yes takes up what this scenario tests.
    """
    from simulator.exercise.evaluating.earlier import announced
    from simulator.exercise.evaluating.opened import open_for_review
    from simulator.report.improving.retest import sentence

    opened = open_for_review(save, store)
    earlier = opened.earlier(files)
    for line in announced(earlier, opened.told.playbook):
        say(line)
    if yes:
        fresh = opened.bring(earlier)
        say(f"taken up: {', '.join(one.action.id for one in fresh) or 'nothing new'}")
        opened = open_for_review(save, store)
    for one in opened.review.retested:
        refs = " ".join(f"#{ref}" for ref in one.refs)
        emit("\t".join((sentence(one), one.brought.source, one.why, refs)))
    if close:
        for text in opened.close():
            say(f"closed: {text}")
    return ExitCode.PASS if earlier or opened.review.retested else ExitCode.NOTHING_SELECTED


@click.command("papers")
@click.argument("save")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), required=True, help="A folder.")
@_STORE
def papers(save: str, output: Path, store: str | None) -> int:
    """Write what is filed after SAVE: evaluation guides, test records, attestation, HICS 214 and 213, memos, plan."""
    from simulator.exercise.evaluating.opened import open_for_review
    from simulator.exercise.papers.filed import write_filed

    opened = open_for_review(save, store)
    for path in write_filed(opened.told, output, opened.held):
        emit(str(path))
    return ExitCode.PASS


@click.command("escalate")
@click.argument("save")
@click.argument("found")
@click.option("--to", required=True, metavar="NAME", help="Who is told: a role or a name.")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), required=True, help="A folder.")
@_STORE
def escalate(save: str, found: str, to: str, output: Path, store: str | None) -> int:
    """Tell management at once what was FOUND in SAVE, before the report: a memo of one page."""
    from simulator.domain.evaluation.records import Escalated
    from simulator.exercise.evaluating.opened import open_for_review
    from simulator.exercise.papers.filed import write_memo

    if not found.strip():
        raise click.UsageError("FOUND is empty: say what was found.")
    opened = open_for_review(save, store)
    opened.keep((Escalated(at=opened.at, room=0.0, text=found, to=to),))
    told = open_for_review(save, store).told
    for path in write_memo(told, output, opened.held):
        emit(str(path))
    return ExitCode.PASS


@click.command("settle")
@click.argument("save")
@click.argument("stage", type=click.Choice(["draft", "reconciled", "final"]))
@click.option("--by", required=True, metavar="NAME", help="Who says so: a role or a name.")
@click.option("--back", is_flag=True, help="It is meant to go back.")
@_STORE
def settle(save: str, stage: Stage, by: str, store: str | None, *, back: bool) -> int:
    """Say how far the report of SAVE has come: draft, reconciled by its evaluators, final for its leaders.

    Final needs every objective rated within its evidence, and of each open action verb, thing, measure, owner, date.
    """
    from simulator.exercise.evaluating.opened import open_for_review

    open_for_review(save, store).settle(stage, by, back=back)
    say(f"{save}: {stage}")
    return ExitCode.PASS
