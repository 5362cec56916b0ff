"""Section 14.1: the open actions of earlier exercises, and what this one shows about each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from simulator.domain.evaluation.records import Brought, Planned
from simulator.domain.playbook import Playbook
from simulator.report.describe import task_title
from simulator.report.finding import Finding
from simulator.report.material import Material
from simulator.report.model import Line, Paragraph, Refs, Row, Section, Table
from simulator.report.text import plain
from simulator.scoring.steps import done

Verdict: TypeAlias = Literal["closed", "still open", "not judged"]
_NAMED = re.compile(r"\(((?:us|contract)\.[\w.-]+)\)")
_NUMBER = re.compile(r"\d[\d,.:-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Retested:
    """An earlier action with what this exercise shows, why, and by which entries."""

    brought: Brought
    verdict: Verdict
    why: str
    refs: Refs = ()


def tests_again(one: Planned | Brought, playbook: Playbook) -> bool:
    """Whether a scenario tests an action again: it is the one named for it, or has one of its critical tasks."""
    return one.retest == playbook.slug or bool(set(one.tasks) & _tasks(playbook))


def retested(material: Material, found: tuple[Finding, ...]) -> tuple[Retested, ...]:
    """Every earlier action that was brought into this exercise, judged."""
    gaps = [one for one in found if not one.good]
    return tuple(_judged(one, material, gaps) for one in material.evaluation.brought)


def retest_section(material: Material, found: tuple[Finding, ...]) -> Section:
    """The section."""
    about = (
        "An action is closed when every critical task that it rests on was seen this time and its issue did not come "
        "again. What rests on no task is for the evaluator to say."
    )
    return Section(
        id="retest",
        number="14.1",
        title="Earlier actions, tested again",
        blocks=(
            Paragraph(lines=(Line(text=about),)),
            Table(
                caption="Open actions of earlier exercises",
                columns=("Action", "From", "Issue then, and what was to be done", "Verdict", "Why"),
                rows=tuple(_row(one) for one in retested(material, found)),
            ),
        ),
    )


def sentence(one: Retested) -> str:
    """A verdict in one line: `IP-2 re-tested: closed`."""
    return f"{one.brought.id} re-tested: {one.verdict}"


def _row(one: Retested) -> Row:
    brought = one.brought
    done_about = f" Action: {plain(brought.action)}." if brought.action else ""
    cells = (
        brought.id,
        plain(brought.source),
        f"{plain(brought.issue)}{done_about}",
        sentence(one),
        one.why,
    )
    return Row(cells=cells, refs=one.refs, tone="watch" if one.verdict == "still open" else "")


def _judged(one: Brought, material: Material, gaps: list[Finding]) -> Retested:
    playbook = material.playbook
    if not material.ended:
        return Retested(brought=one, verdict="not judged", why="The exercise has not ended.")
    if not tests_again(one, playbook):
        why = "This scenario has none of its critical tasks."
        return Retested(brought=one, verdict="not judged", why=why, refs=material.end_refs)
    again = [gap for gap in gaps if _same_issue(gap.text, one.issue)]
    seen = {task: done(material, task) for task in one.tasks}
    refs = tuple(moment[1] for moment in seen.values() if moment)
    missing = [task for task, moment in seen.items() if moment is None]
    if again:
        why = f"It came again: {again[0].text}"
        return Retested(brought=one, verdict="still open", why=why, refs=again[0].refs)
    if missing:
        return Retested(
            brought=one, verdict="still open", why=_unseen(missing, playbook), refs=(*refs, *material.end_refs)
        )
    if not seen:
        why = "It rests on no critical task; the evaluator says whether it is done."
        return Retested(brought=one, verdict="not judged", why=why, refs=material.end_refs)
    titles = "; ".join(task_title(task, playbook) for task in seen)
    return Retested(brought=one, verdict="closed", why=f"Seen this time: {titles}.", refs=refs)


def _unseen(missing: Iterable[str], playbook: Playbook) -> str:
    known = {*_tasks(playbook), *playbook.actions}
    there = [task_title(task, playbook) for task in missing if task in known]
    elsewhere = [task_title(task, playbook) for task in missing if task not in known]
    parts = (("Not seen", there), ("No task of this scenario", elsewhere))
    return " ".join(f"{said}: {'; '.join(titles)}." for said, titles in parts if titles)


def _same_issue(now: str, then: str) -> bool:
    """Whether two issues are one: about the same duty, or in the same words but for numbers."""
    named = _NAMED.search(then)
    if named:
        return named[1] in _NAMED.findall(now)
    return _NUMBER.sub("#", plain(now)).casefold() == _NUMBER.sub("#", plain(then)).casefold()


def _tasks(playbook: Playbook) -> set[str]:
    return {task for one in playbook.objectives for task in one.tasks}
