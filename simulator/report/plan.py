"""Section 13: the improvement plan: issues from the record, everything else for the leaders to fill."""

from __future__ import annotations

from simulator.report.findings import Finding, objective_of
from simulator.report.material import Material
from simulator.report.model import Line, Paragraph, Row, Section, Table

COLUMNS = (
    "ID",
    "Capability",
    "Issue / area for improvement",
    "Corrective action",
    "Capability element",
    "Primary responsible organization",
    "Organization POC",
    "Start date",
    "Completion date",
)
"""Source: HSEEP improvement plan."""


def plan_section(material: Material, found: tuple[Finding, ...]) -> Section:
    """The section."""
    rows = []
    for number, one in enumerate((one for one in found if not one.good), 1):
        objective = objective_of(one, material.playbook.objectives)
        capability = objective.capability if objective else ""
        cells = (f"IP-{number}", capability, one.text, "", "", "", "", "", "")
        rows.append(Row(cells=cells, refs=one.refs))
    return Section(
        id="plan",
        number="13",
        title="Improvement plan",
        blocks=(
            Paragraph(
                lines=(
                    Line(
                        text="The issues are proposed from the record. Leaders write the corrective action (a verb and "
                        "a thing), choose the capability element (Planning, Organization, Equipment, Training, "
                        "Exercise), and name owner and dates; without owner and date the plan stays a draft."
                    ),
                    Line(text=f"To re-test: play {material.playbook.slug} again and compare this section."),
                )
            ),
            Table(
                caption="Improvement plan",
                columns=COLUMNS,
                rows=(*rows, *(Row(cells=("",) * len(COLUMNS)) for _ in range(2))),
            ),
        ),
    )
