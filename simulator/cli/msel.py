"""`breachdrill msel`: the master scenario events list as a spreadsheet, out and in."""

from __future__ import annotations

from pathlib import Path

import click

from simulator.cli.console import LENGTH, PROFILE, ExitCode, say
from simulator.cli.output import emit

_PATH = click.Path(path_type=Path)


@click.group()
def msel() -> None:
    """The master scenario events list, as CSV or XLSX."""


@msel.command("export")
@click.argument("scenario")
@click.option("-o", "--output", "outputs", type=_PATH, multiple=True, required=True, help="A .csv or .xlsx file.")
@click.option("--preset", type=click.Choice(["hseep", "mitre", "standard"]), default="hseep", show_default=True)
@click.option("--bare", is_flag=True, help="Only the preset's columns; such a sheet does not come back whole.")
@LENGTH
@PROFILE
def export_sheet(
    scenario: str, outputs: tuple[Path, ...], preset: str, *, bare: bool, length: int | None, profile: Path | None
) -> int:
    """Write the injects and expected actions of SCENARIO. Contains ground truth: not for players."""
    from simulator.exercise.sheets.outgoing import export_msel
    from simulator.scenario.layering.tailoring import tailoring

    how = tailoring(length, profile)
    rows = export_msel(scenario, outputs, preset, bare=bare, tailoring=how)  # type: ignore[arg-type]
    say(f"{rows} rows in {', '.join(map(str, outputs))}. Contains ground truth: not for players.")
    return ExitCode.PASS


@msel.command("import")
@click.argument("sheet", type=_PATH)
@click.argument("scenario")
@click.option("--map", "mapper", type=_PATH, help="A mapper: which column is what. Default: by known column names.")
@click.option("--save-map", type=_PATH, help="Keep the mapper that was used.")
@click.option("--dry-run", is_flag=True, help="Tell what would change, and write nothing.")
@click.option("-o", "--output", type=_PATH, help="The msel.yaml to write.")
def import_sheet(
    sheet: Path, scenario: str, mapper: Path | None, save_map: Path | None, output: Path | None, *, dry_run: bool
) -> int:
    """Bring the injects of SHEET into SCENARIO; rows are matched by their slug, and what a row leaves out stays."""
    from simulator.exercise.sheets.importing import mapper_of, plan_import, save_mapper, write_msel

    if not dry_run and output is None:
        raise click.UsageError("Say where to write: -o msel.yaml, or --dry-run to look first.")
    used = mapper_of(sheet, mapper)
    taken = plan_import(sheet, scenario, used)
    for word, slugs in (("create", taken.created), ("change", taken.changed)):
        for slug in slugs:
            emit(f"{word}\t{slug}")
    say(
        f"{len(taken.created)} to create, {len(taken.changed)} to change, {len(taken.unchanged)} as they are, "
        f"{len(taken.kept)} not in the sheet and kept, {taken.skipped} rows skipped"
    )
    if save_map is not None:
        save_mapper(used, save_map)
    if dry_run or output is None:
        for problem in taken.problems:
            emit(problem)
        return ExitCode.BAD_INPUT if taken.problems else ExitCode.PASS
    write_msel(taken, output)
    say(f"Wrote {output}.")
    return ExitCode.PASS
