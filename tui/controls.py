"""What a facilitator can do, with its keys: in the palette over the projected screen, on the console, or in both."""

from __future__ import annotations

from tui.actions import ON_PANELS, Action, Place

_ROWS: tuple[tuple[str, Place, str, str, str], ...] = (
    ("pause", "facilitator", "space f8", "Run/pause", "Stop time, or let it run"),
    ("slower", "facilitator", "minus", "Slower", "Slower"),
    ("faster", "facilitator", "plus", "Faster", "Faster"),
    ("next", "facilitator", "j", "Next", "Next: to what needs the team"),
    ("goto", "facilitator", "J", "Go to", "Go to a time"),
    ("talk", "facilitator", "D", "Discuss", "Freeze for a discussion"),
    ("break", "facilitator", "B", "Break", "Break: room time stands too"),
    ("auto", "facilitator", "A", "Auto-pause", "What stops time by itself"),
    ("message", "palette", "r", "Message", "Message: release, hold, skip, later"),
    ("fire", "console", "r", "Release", "Release the message under the cursor now"),
    ("hold", "console", "h", "Hold", "Hold the message under the cursor"),
    ("let-go", "console", "l", "Let go", "Hold the message under the cursor no longer"),
    ("skip", "console", "k", "Skip", "Skip the message under the cursor"),
    ("delay", "console", "d", "+15m", "The message under the cursor comes 15 minutes later"),
    ("improvise", "facilitator", "i", "Improvise", "Improvise a message"),
    ("trim", "facilitator", "t", "Trim", "Trim the list when late"),
    ("map", "facilitator", "M", "Map", "Map a declaration, or its outcome"),
    ("away", "facilitator", "w", "Away", "A role is away, or back"),
    ("hint", "facilitator", "question_mark", "Hint", "Hint, or a stuck room"),
    ("note", "facilitator", "n", "Note", "Observer note"),
    ("flag", "facilitator", "f", "Flag", "Flag the scenario"),
    ("rate", "facilitator", "p", "Rate", "Rate an objective (HSEEP)"),
    ("reveal", "facilitator", "v", "Reveal", "Reveal: the debrief, after EndEx"),
    ("end", "facilitator", "E", "End", "End the exercise"),
    ("stop", "facilitator", "N", "No duff", "NO DUFF: a real emergency"),
    ("take", "console", "X", "Take over", "Take the console over from another terminal"),
)  # fmt: skip
_SHOWN = (
    "pause",
    "fire",
    "hold",
    "skip",
    "improvise",
    "map",
    "hint",
    "note",
    "delay",
    "trim",
    "reveal",
    "stop",
    "rate",
)
"""Those on the key line of the console, the most important first: a narrow terminal leaves out the last."""


def _action(name: str, place: Place, keys: str, title: str, said: str) -> Action:
    return Action(
        id=f"console.{name}", title=title, keys=tuple(keys.split()), help=said, place=place, shown=name in _SHOWN,
        does=f"does('{name}')",
    )  # fmt: skip


CONTROLS = tuple(_action(*row) for row in _ROWS)
IN_PALETTE = tuple(one for one in CONTROLS if one.place != "console")
_NAMED = {name_of: one for one in CONTROLS if one.place != "palette" for name_of in [one.id.partition(".")[2]]}
ON_CONSOLE = (*(_NAMED[name] for name in _SHOWN), *(one for name, one in _NAMED.items() if name not in _SHOWN))
"""The ones on the key line first, in its order."""
OF_PLAY = (*ON_PANELS, "zoom")
"""Actions of the tabletop that the console has too."""
