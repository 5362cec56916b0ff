"""The reference with one decision left out, or taken later, and what that scores.

`python -m tests.scenarios.changed SLUG 0 1h 6h 1d 3d` does it to every decision, 0 standing for left out, and prints
what scores above the reference: then a decision is not worth what it costs, or stands in the way of a more urgent one.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from simulator.domain.ids import CONTROLLER
from simulator.domain.time import Seconds, format_duration, parse_duration
from simulator.exercise.runs.anchors import anchored
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.runner import play_unread
from simulator.law.incident import obligations_of
from simulator.law.load import load_rulebook
from simulator.scenario.runbook import Runbook
from tests.scenarios.acts import branched

TOLERANCE = 1e-9
"""What adding the same atoms in another order may come to; the least hour of work is a thousandth of a point."""


def reference(slug: str) -> Runbook:
    """The reference of a scenario on its published seed."""
    return find_runbook(branched(slug), "reference")


def score_of(slug: str, book: Runbook) -> float:
    """The score of a runbook on the published seed."""
    playbook = branched(slug)
    exercise = play_unread(playbook, book, playbook.seed)
    duties = obligations_of(load_rulebook(), exercise.known(CONTROLLER), playbook, "truth")
    total = anchored(playbook, playbook.seed, tuple(exercise.journal), duties).total
    assert total is not None
    return total


def without(book: Runbook, number: int) -> Runbook:
    """The runbook without one of its decisions."""
    return replace(book, steps=(*book.steps[:number], *book.steps[number + 1 :]))


def later(book: Runbook, number: int, delay: Seconds) -> Runbook:
    """The runbook with one of its decisions so much later; whatever waits for it is later too."""
    step = book.steps[number]
    trigger = step.trigger
    if trigger.at is None:
        trigger = replace(trigger, wait=trigger.wait + delay)
    else:
        trigger = replace(trigger, at=trigger.at + delay)
    return replace(book, steps=(*book.steps[:number], replace(step, trigger=trigger), *book.steps[number + 1 :]))


def main(slug: str, *delays: str) -> None:
    """Print every decision without which, or with which so much later, the reference scores more."""
    book = reference(slug)
    for delay in map(parse_duration, delays):
        how = f"{format_duration(delay)} later" if delay else "left out"
        for number, step in enumerate(book.steps):
            total = score_of(slug, later(book, number, delay) if delay else without(book, number))
            if total > 100 + TOLERANCE:
                sys.stdout.write(f"{step.place}: {how} it scores {total:.4f}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
