"""Annex G: the digests, the versions, and the command that plays it again."""

from __future__ import annotations

from simulator.report.material import Material
from simulator.report.model import Line, Paragraph, Row, Section, Table


def integrity_section(material: Material) -> Section:
    """The section."""
    played, playbook = material.played, material.playbook
    command = f"breachdrill run {playbook.slug} --seed {played.seed}"
    if material.runbook:
        command += f" --runbook {material.runbook}"
        how = "Run again and compare the digests"
    else:
        command, how = "breachdrill replay SAVE --verify", "Replay the save"
    rows = (
        ("Journal digest (SHA-256, chained)", played.journal.digest),
        ("Entries", f"{len(played.journal):,}"),
        ("Scenario digest", playbook.digest),
        ("Rulebook digest", played.rulebook.digest),
        *((f"{name} version", version) for name, version in played.versions.items()),
        (how, command),
    )
    return Section(
        id="integrity",
        number="Annex G",
        title="Integrity",
        blocks=(
            Table(
                caption="The same scenario, seed and decisions give the same journal digest",
                columns=("Item", "Value"),
                rows=tuple(Row(cells=cells) for cells in rows),
                entries=False,
            ),
            Paragraph(
                lines=(
                    Line(
                        text="What people typed lies beside the journal and outside its digest, so that words can be "
                        "struck out without breaking it."
                    ),
                )
            ),
        ),
    )
