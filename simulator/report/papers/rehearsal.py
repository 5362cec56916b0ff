"""The rehearsal list: what the facilitator tries the day before, so that fifteen minutes are enough on the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulator.domain import msel as m
from simulator.domain.playbook import Playbook
from simulator.report.model import AfterActionReport
from simulator.report.papers.paper import GROUND_TRUTH, bullets, moment, paper, section

ROOM = (
    "The projector shows the situation screen, readable from the last chair; zoom is tried.",
    "The laptop is on power; sleep, notifications and the screen lock are off.",
    "Everybody sees the projector, and nobody but the facilitator sees the second screen.",
    "Paper, pens, a clock on the wall, and somebody who writes.",
)
MACHINE = (
    "breachdrill world verify ends without a complaint.",
    "The facilitator's PIN is set, tried, and known to a second person.",
    "The data folder takes writing: a short play is kept, left and resumed.",
    "A report of that short play opens in the word processor that will be used.",
    "Copying and the browser work, or the places of the files are known.",
)
PAPER = (
    "Role cards: one a page, each in its own envelope.",
    "Player sheet: one for each player. Feedback form: one for each player.",
    "Facilitator handbook: one, never on the table.",
    "Inject slips: cut, and in the order of the handbook, if the laptop fails.",
    "Sign-in sheet: roles and names.",
)
PEOPLE = (
    "Who decides, who writes, who observes; who stands in for whom.",
    'The word that stops play at once ("no duff"), and whom a real emergency is told to.',
    "The handling line of the report, agreed with counsel; a label creates no privilege.",
    "Who comes to the hot wash: nobody leaves before it.",
)


def rehearsal_list(playbook: Playbook, earlier: Iterable[str] = ()) -> AfterActionReport:
    """The list; `earlier`: what is said of open actions of earlier exercises."""
    parts = (("The room", ROOM), ("The machine", MACHINE), ("Paper", PAPER), ("People", PEOPLE))
    sections = [
        section(number, title, bullets(f"[ ] {text}" for text in rows)) for number, (title, rows) in enumerate(parts, 1)
    ]
    sections += [
        section(5, "Dry run of the first message", bullets(_first(playbook))),
        section(6, "Open actions of earlier exercises", bullets(earlier, "None is open in the library.")),
    ]
    return paper(playbook, "Rehearsal list", sections, handling=(f"{GROUND_TRUTH}.",), truth=True)


def _first(playbook: Playbook) -> Iterator[str]:
    """The first message that asks something, and what to try with it."""
    timed = [(one.trigger.at, one) for one in playbook.injects.values() if isinstance(one.trigger, m.At)]
    main = [pair for pair in timed if pair[1].main] or timed
    if not main:
        yield "No message comes by itself: read the briefing aloud, and take one decision."
        return
    at, one = min(main, key=lambda pair: pair[0])
    yield f"Play until {moment(playbook, at)}: “{one.title}” comes, from {one.sender}."
    yield "Read it aloud; time how long the room needs to take it in."
    yield "Answer it, take one action with a role and a reason, and look at what changes."
    yield "Write one note, give one hint, pause, go on. Then leave without keeping it."
