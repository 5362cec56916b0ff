"""Every action of the tabletop, once: its id, its words, its keys. Bindings, palette and help are made from these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Place = Literal[
    "everywhere", "drill", "room", "controller", "evidence", "lists", "notices", "lobby", "setup", "hotwash", "debrief",
    "turning", "report", "dialog", "custody", "people", "card", "go", "help", "facilitator", "console", "palette",
]  # fmt: skip
"""Where an action is at hand: a screen, or from `dialog` on a dialog; `dialog` is every one of them.

`facilitator`: the console and the palette both.
"""
DIALOGS: frozenset[Place] = frozenset({"dialog", "custody", "people", "card", "go", "help", "palette"})
ON_PANELS = ("copy", "find", "panels")
"""What can be done with whatever panel has the cursor."""
IN_DIALOGS = ("help", *ON_PANELS)
"""Actions of screens that dialogs have too."""
IN_PLAY = frozenset({"pause", "decide", "answer", "jump", "day", "discovery", "hold", "freeze", "map"})
"""Actions without a use after EndEx."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something a person can do. The app's method is `action_<id>`; `keys` as Textual writes them, the first shown."""

    id: str
    title: str
    keys: tuple[str, ...]
    help: str
    place: Place = "drill"
    shown: bool = True
    does: str = ""
    """The action as Textual names it, where it is not the app's or the screen's own of that id."""

    @property
    def key(self) -> str:
        """The first key as people read it."""
        return key_name(self.keys[0]) if self.keys else ""


SIGNS = {
    "/": "slash", ":": "colon", "+": "plus", "-": "minus", "?": "question_mark", ",": "comma", ".": "full_stop",
    " ": "space", ";": "semicolon", "!": "exclamation_mark", "#": "number_sign", "*": "asterisk", "=": "equals_sign",
}  # fmt: skip
"""What Textual calls the keys of signs."""
NAMES = {
    "space": "Space", "enter": "Enter", "escape": "Esc", "left": "←", "right": "→", "up": "↑", "down": "↓",
    "home": "Home", "end": "End",
}  # fmt: skip
"""How other named keys are written."""


def key_name(key: str) -> str:
    """A key as people read it."""
    names = {name: sign for sign, name in SIGNS.items()} | NAMES
    if key in names:
        return names[key]
    if key.startswith("f") and key[1:].isdigit():
        return key.upper()
    return f"^{key[5:].upper()}" if key.startswith("ctrl+") and len(key) == 6 else key.replace("ctrl+", "^")


ACTIONS: tuple[Action, ...] = (
    Action(id="pause", title="Pause", keys=("space", "f8"),
           help="Stop time, or let it run; a function key works while you type."),
    Action(id="decide", title="Decide", keys=("d",), help="Say in your own words what you do."),
    Action(id="answer", title="Answer", keys=("a",), help="Answer the message that waits for you."),
    Action(id="jump", title="Next", keys=("j",), help="Go to the next message, finished work, move or due date."),
    Action(id="day", title="Day", keys=("plus",), help="Let one day pass; stops early when something needs you."),
    Action(id="help", title="Help", keys=("f1",), help="What this screen is for, and its keys.", place="everywhere"),
    Action(id="command_palette", title="Menu", keys=("colon", "ctrl+p"), help="Every action, by its name.",
           place="everywhere"),
    Action(id="show_briefing", title="Brief", keys=("f2",), help="Rules, role cards, objectives, how the score works."),
    Action(id="show_room", title="Room", keys=("f3",), help="The war room."),
    Action(id="show_evidence", title="Evidence", keys=("f4",), help="Pull a source; look at rows; ask with SQL."),
    Action(id="show_lists", title="Lists", keys=("f5",), help="Build the list of affected people, version by version."),
    Action(id="show_notices", title="Notices", keys=("f6",), help="Assess, write, release; the legal acts."),
    Action(id="show_debrief", title="Debrief", keys=("f7",), help="After EndEx: score, timeline, decision log."),
    Action(id="show_hotwash", title="Hot wash", keys=("H",), shown=False,
           help="After EndEx: four questions, what to keep and to change, feedback; before the truth."),
    Action(id="show_turning", title="What if", keys=("W",), shown=False,
           help="After EndEx: the decisions on which it turned; play on from one for three minutes."),
    Action(id="show_report", title="Report", keys=("R",), shown=False,
           help="After EndEx: ratings, improvement plan, what blocks final, and the files."),
    Action(id="show_truth", title="Truth", keys=("T",), help="Controller alone: what is true, and what comes next.",
           place="controller"),
    Action(
        id="discovery", title="Discovery date", keys=(), help="Legal act: say when the breach was discovered.",
        shown=False,
    ),
    Action(
        id="hold", title="Record a hold", keys=(), shown=False,
        help="Legal act: write down who asked to hold notices back (45 CFR 164.412).",
    ),
    Action(id="freeze", title="Freeze list", keys=(), help="Legal act: notices go by this version.", shown=False),
    Action(id="map", title="Map declaration", keys=("M",), shown=False,
           help="Facilitator: say which action the team's declaration stands for."),
    Action(id="hint", title="Hint", keys=("question_mark",), shown=False,
           help="A question, where to look, a move: one rung at a time. Costs nothing; logged."),
    Action(id="flag", title="Flag", keys=("f",), shown=False,
           help="Something is not plausible? Write it down, and play on."),
    Action(id="card", title="My card", keys=("C",), shown=False,
           help="Your role card, covered until you hold it up for yourself."),
    Action(id="facilitator", title="Facilitator", keys=("F",), shown=False,
           help="The facilitator's controls, behind a PIN; nothing in them that players may not see."),
    Action(id="note", title="Note", keys=("n",), help="Write down a remark for the report.", shown=False),
    Action(id="go", title="Go to", keys=("g",), shown=False,
           help="A screen by its letter, where function keys are taken."),
    Action(id="copy", title="Copy", keys=("y",), shown=False,
           help="Copy the panel with the cursor: to the clipboard and to a file of the exercise."),
    Action(id="find", title="Find", keys=("slash",), shown=False,
           help="Search the panel with the cursor, also what is out of sight."),
    Action(id="zoom", title="Enlarge", keys=("z",), shown=False,
           help="The panel with the cursor as large as the terminal, and back."),
    Action(id="project", title="Projector", keys=("Z",), place="room", shown=False,
           help="Clocks as large figures, the newest message and the decision, for the room."),
    Action(id="panels", title="Panels", keys=("ctrl+o",), shown=False, help="A letter on every panel: go there."),
    Action(id="stop", title="No duff", keys=("N",), shown=False,
           help="A real emergency: stop at once; the run is then not scored."),
    Action(id="redact", title="Redact what was typed", keys=(), shown=False,
           help="Strike out a real person's data that somebody typed; a tombstone stays."),
    Action(id="change_theme", title="Theme", keys=(), place="everywhere", shown=False,
           help="Other colours; high-contrast is one of them."),
    Action(id="quit", title="Quit", keys=("ctrl+q",), help="Leave; what was decided is kept.", place="everywhere",
           shown=False),
)  # fmt: skip


def offered(*, in_drill: bool, controls: bool) -> tuple[Action, ...]:
    """The actions that somebody has: outside a drill few, and those of the controller for nobody else."""
    return tuple(
        one for one in ACTIONS if one.place == "everywhere" or (in_drill and (controls or one.place != "controller"))
    )


def action(name: str) -> Action:
    """The action of that id."""
    return next(one for one in ACTIONS if one.id == name)
