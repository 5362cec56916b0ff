"""What may follow an exercise, as lines: consequences with their reasons, findings, remedies."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.exercise.aftermath import CAVEAT, Aftermath, Consequence, dates
from tui.present import SYMBOLS, Line, clean, day

_MOST_ENTRIES = 6


def aftermath_lines(found: Aftermath) -> list[Line]:
    """Everything that may follow, and what it rests on."""
    lines: list[Line] = [((CAVEAT, "watch"),), (("", "plain"),)]
    for one in found.consequences:
        lines.extend(_consequence(one))
    lines.append((("Findings: since when each was known, or could have been", "dim"),))
    for finding in found.findings:
        tone = "done" if finding.closed else "late"
        until = f"{finding.how} {day(finding.closed)}" if finding.closed else "open at EndEx"
        lines.append(((f"{SYMBOLS[tone]} ", tone), (clean(f"{finding.code} {finding.title}"), "strong")))
        lines.append(((f"   since {day(finding.since)}, {until}, {finding.open_days} days", "dim"),))
    if not found.findings:
        lines.append((("None that the evidence shows.", "plain"),))
    lines += [(("", "plain"),), (("Remedies that were ordered", "dim"),)]
    for project in found.projects:
        lines.append(((clean(f"{project.code} {project.title}: "), "strong"), (dates(project), "plain")))
    if not found.projects:
        lines.append((("None.", "plain"),))
    return lines


def _consequence(one: Consequence) -> Iterator[Line]:
    yield ((f"{one.code:<4}", "dim"), (clean(one.title), "strong"))
    yield ((f"    {clean(one.says)}", "plain"),)
    yield ((f"    figures: {clean(one.label)}", "dim"),)
    for reason in one.reasons:
        numbers = ", ".join(map(str, reason.entries[:_MOST_ENTRIES]))
        more = ", ..." if len(reason.entries) > _MOST_ENTRIES else ""
        shown = f"  ({numbers}{more})" if numbers else ""
        yield ((f"    - {clean(reason.text)}", "plain"), (shown, "dim"))
    yield (("", "plain"),)
