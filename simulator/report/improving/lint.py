"""What makes a corrective action one that somebody can do: a verb, a thing, a measure; and what keeps a plan open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.domain.evaluation.fold import Evaluation
from simulator.domain.evaluation.records import Planned
from simulator.domain.playbook import Playbook
from simulator.report.improving.vocabulary import EMPTY, VAGUE, VERBS
from simulator.report.text import plain

_SAY = "begin with what will be done (write, add, train, test)"
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


def lint_action(one: Planned) -> tuple[str, ...]:
    """Why an action cannot be carried out as it is written; empty: it can.

    It begins with a verb, names a thing, and has a measure by which one knows that it is done.
    """
    return tuple(_problems(one))


def _problems(one: Planned) -> Iterator[str]:
    found = [word.lower() for word in _WORD.findall(one.action)]
    if not found:
        yield "it says nothing that can be done: write a verb and a thing, such as “Write a call list for nights”"
    else:
        yield from _wording(found, plain(one.action))
    if not _WORD.search(one.measure):
        yield "it has no measure: write how one knows that it is done, such as “list tested by a call each quarter”"


def _wording(found: list[str], said: str) -> Iterator[str]:
    verb, rest = found[0], found[1:]
    if verb in VAGUE:
        yield f"“{said}” begins with “{verb}”, which nobody can finish: {_SAY}"
    elif verb not in VERBS:
        yield f"“{said}” does not begin with a verb that we know: {_SAY}"
    if all(word in EMPTY or word in VAGUE for word in rest):
        yield f"“{said}” names no thing: say which document, system, list, contract or team"


def undecided(one: Planned) -> tuple[str, ...]:
    """What is still missing of an open action before a plan can be final."""
    missing = [name for name, value in (("owner", plain(one.owner)), ("completion date", one.due)) if not value]
    lacking = (f"no {' and no '.join(missing)}",) if missing else ()
    owner = plain(one.owner)
    nobody = (f"“{owner}” is nobody who could own it: write a role",) if owner and not _LETTER.search(owner) else ()
    return (*lacking, *nobody, *lint_action(one))


def blocks_final(evaluation: Evaluation, playbook: Playbook) -> tuple[str, ...]:
    """What keeps a report from being final, each with what to do; empty: nothing of the plan and the ratings does."""
    return tuple(_blocks(evaluation, playbook))


def _blocks(evaluation: Evaluation, playbook: Playbook) -> Iterator[str]:
    for objective in playbook.objectives:
        if objective.id not in evaluation.ratings:
            yield f"Objective “{objective.title}” is not rated: give it P, S, M or U."
    if not evaluation.plan:
        yield "The improvement plan is empty: decide at least one action, or take over what the record proposes."
    for one in evaluation.plan:
        for problem in undecided(one) if one.status == "open" else ():
            yield f"{one.id}: {problem}."
