"""The ladder of hints: a question, where to look, a concrete move. Free, and made from what the room may know alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from simulator.domain.actions import ActionKind
from simulator.domain.decisions import TakeAction
from simulator.domain.ids import ActionId
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.exercise.room.console.masterlist import Play, expected_tasks
from simulator.exercise.room.feed import how_to_reach
from simulator.scenario.weights import load_weights, tasks_of
from simulator.scoring.steps import begun

Level: TypeAlias = Literal[1, 2, 3]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """One rung. `about` is the inject or the expected task that it leads to, for the log: the room is not told."""

    level: Level
    text: str
    about: str


ASKS: dict[ActionKind, tuple[str, str]] = {
    ActionKind.INVESTIGATION: (
        "What would you need to see before you can say who is affected?",
        "Look at Evidence: which sources has nobody pulled, and which of them expire?",
    ),
    ActionKind.CONTAINMENT: (
        "Who could still get in while you talk?",
        "Look at the systems in the room: what is untouched, and what would touching it destroy?",
    ),
    ActionKind.ERADICATION: (
        "What would let this happen again tomorrow?",
        "Look at the systems in the room: what still works as it did before?",
    ),
    ActionKind.RECOVERY: (
        "What does care do without, and for how long?",
        "Look at the services in the room: which of them is not up?",
    ),
    ActionKind.NOTIFICATION: (
        "Who is owed word from you, and by when?",
        "Look at the clocks and at Notices: what is due, and what is not prepared?",
    ),
    ActionKind.COMMUNICATION: (
        "Who will hear of this from somebody else before they hear it from you?",
        "Look at the feed: who has asked you something?",
    ),
}
"""A question and a place for each kind of action; both say nothing of what is true."""
LEGAL: dict[str, tuple[str, str, str]] = {
    "state-discovery-date": (
        "Since when could your organisation have known?",
        "Look at the feed: what is the first sign that anybody noticed, and on which day?",
        "State the discovery date, with its reason.",
    ),
    "determine-breach": (
        "Is this a breach, and who says so on what grounds?",
        "Look at Evidence against the four factors: what does each rest on?",
        "Determine breach or not, factor by factor.",
    ),
    "record-hold": (
        "Has anybody asked you to wait, and may you?",
        "Look at the feed for a message that asks to hold notices back.",
        "Record the request, and who stated it.",
    ),
    "build-list": (
        "Who would you write to if you had to today?",
        "Look at the lists: which sources does the newest version rest on?",
        "Build a list from what is pulled.",
    ),
    "freeze-list": (
        "Which number would you tell a regulator?",
        "Look at the lists: which version do notices go by?",
        "Freeze a version of the list.",
    ),
    "release-notice": (
        "What holds the letters up?",
        "Look at Notices: what is prepared, and not sent?",
        "Release a notice that is prepared.",
    ),
}


def next_hints(play: Play) -> tuple[Hint, ...]:
    """The three rungs to what is expected next; `play` is what the room knows. Nothing where nothing is expected.

    A main message that nobody answered comes first, in its author's words where there are some. After EndEx: nothing.
    """
    if play.state.ended:
        return ()
    waiting = sorted(play.state.unanswered, key=lambda one: (not one.fact.main, one.at))
    for one in waiting:
        authored = play.playbook.injects[one.fact.inject].hints
        if authored or one.fact.main:
            return _ladder(authored or _of_message(one.fact.title, play.playbook, play.state), one.fact.inject)
    task = next(iter(open_tasks(play)), None)
    return () if task is None else _ladder(_of_task(task, play.playbook), task)


def open_tasks(play: Play) -> Iterator[str]:
    """What is expected and could be begun now, the most urgent first; never a trap."""
    wanted = tasks_of(load_weights(), play.playbook)

    def urgency(task: str) -> tuple[bool, int]:
        return (task not in wanted, wanted[task].within if task in wanted else 0)

    for task in sorted(expected_tasks(play.playbook), key=urgency):
        action = play.playbook.actions.get(ActionId(task))
        if action is None and task not in LEGAL:
            continue
        orders = play.state.made
        ordered = any(isinstance(one, TakeAction) and one.action == task for one in orders)
        if ordered or begun(play, task) is not None:
            continue
        if action is None or (
            action.flag != "trap" and all(play.state.first_done(one) is not None for one in action.after)
        ):
            yield task


def _ladder(texts: tuple[str, ...], about: str) -> tuple[Hint, ...]:
    levels: tuple[Level, ...] = (1, 2, 3)
    return tuple(Hint(level=level, text=text, about=about) for level, text in zip(levels, texts, strict=False))


def _of_message(title: str, playbook: Playbook, state: State) -> tuple[str, str, str]:
    asks = next((move.asks for move in playbook.moves if move.id == state.move), "What is asked of you?")
    return asks, f"Look at the message “{title}”: what does it ask, and of whom?", f"Answer “{title}” with one option."


def _of_task(task: str, playbook: Playbook) -> tuple[str, str, str]:
    if task in LEGAL:
        return LEGAL[task]
    action = playbook.actions[ActionId(task)]
    question, where = ASKS[action.kind]
    who = ", ".join(how_to_reach(one, playbook) for one in action.authority.seats)
    return question, where, f"Order “{action.title}”; it may be decided by: {who}."
