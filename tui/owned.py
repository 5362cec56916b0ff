"""What single screens and dialogs can do beside the actions of the tabletop; keymap, key line and help know these.

Esc, Enter, Tab, the arrows and the number keys move about everywhere, and belong to no action.
"""

from __future__ import annotations

from tui.actions import ACTIONS, DIALOGS, IN_DIALOGS, IN_PLAY, Action, Place
from tui.controls import CONTROLS, OF_PLAY

OWN: tuple[Action, ...] = (
    Action(id="evidence.pull", title="Pull", keys=("p",), help="Order the source under the cursor.", place="evidence"),
    Action(id="evidence.pin", title="Pin row", keys=("e",), help="Keep the row as an exhibit.", place="evidence"),
    Action(id="evidence.export", title="Export", keys=("x",), help="Write all rows as CSV.", place="evidence"),
    Action(id="evidence.guide", title="Who", keys=("w",), help="Ask about the person of the row.", place="evidence"),
    Action(id="evidence.custody", title="Custody", keys=("c",), help="The chain of custody of a pull.",
           place="evidence", shown=False),
    Action(id="evidence.dictionary", title="Tables", keys=("t", "ctrl+t"), help="The tables and their columns.",
           place="evidence", shown=False),
    Action(id="evidence.queries", title="Earlier queries", keys=("ctrl+r",), help="What was asked before.",
           place="evidence", shown=False),
    Action(id="evidence.run", title="Run", keys=("f9",), help="Ask the query.", place="evidence", shown=False),
    Action(id="lists.build", title="Build", keys=("b",), help="Compute the next version.", place="lists"),
    Action(id="lists.take", title="Take new", keys=("t",), help="Tick the sources that are new.", place="lists"),
    Action(id="lists.freeze", title="Freeze", keys=("v",), help="Legal act: notices go by this version.",
           place="lists", does="app.freeze"),
    Action(id="lists.guide", title="Who", keys=("w",), help="Ask about a person or a store.", place="lists"),
    Action(id="lists.import", title="Import", keys=("i",), help="Take over a list made outside.", place="lists"),
    Action(id="lists.export", title="Export", keys=("x",), help="Write a version as CSV.", place="lists"),
    Action(id="notices.determine", title="Determine", keys=("m",), help="Legal act: breach or not.", place="notices"),
    Action(id="notices.discovery", title="Discovery date", keys=("o",), place="notices", does="app.discovery",
           help="Legal act: say when the breach was discovered."),
    Action(id="lobby.begin", title="Start", keys=("s",), help="Begin the scenario that is chosen.", place="lobby"),
    Action(id="lobby.resume", title="Resume", keys=("r",), help="Go on with an exercise that was kept.", place="lobby"),
    Action(id="setup.start", title="Start", keys=("s",), help="Start with what stands on the screen.", place="setup"),
    Action(id="hotwash.keep", title="Keep", keys=("k",), help="Write down what went well.", place="hotwash"),
    Action(id="hotwash.change", title="Change", keys=("c",), help="Write down what is to change.", place="hotwash"),
    Action(id="hotwash.feedback", title="Feedback", keys=("f",), help="Six statements, and a line.", place="hotwash"),
    Action(id="hotwash.timer", title="Timer", keys=("t",), help="The minutes of the talk, on and off.",
           place="hotwash"),
    Action(id="hotwash.end", title="End, reveal", keys=("e",), help="End the talk; then the truth.", place="hotwash"),
    Action(id="debrief.beginning", title="Beginning", keys=("home",), help="To the first thing that happened.",
           place="debrief", shown=False, does="scrub(-100000)"),
    Action(id="debrief.last", title="End", keys=("end",), help="To the last thing that happened.", place="debrief",
           shown=False, does="scrub(100000)"),
    Action(id="debrief.people", title="People", keys=("p",), help="Who was wrongly listed or missed.",
           place="debrief"),
    Action(id="debrief.following", title="Consequences", keys=("c",), help="What followed from the decision.",
           place="debrief"),
    Action(id="debrief.turning", title="What if", keys=("w",), help="The decisions on which it turned.",
           place="debrief"),
    Action(id="debrief.report", title="Report", keys=("f9",), help="Ratings, improvement plan, files.",
           place="debrief", does="app.show_report"),
    Action(id="turning.play_on", title="Play on from it", keys=("x",), help="Three minutes of what if.",
           place="turning"),
    Action(id="turning.report", title="Report", keys=("f9",), help="Ratings, improvement plan, files.",
           place="turning", does="app.show_report"),
    Action(id="turning.stop", title="Stop / go on", keys=("s",), help="Stop the reckoning, or go on with it.",
           place="turning"),
    Action(id="report.adopt", title="Take over", keys=("a",), help="Take over the row that is proposed.",
           place="report"),
    Action(id="report.add", title="Add row", keys=("c",), help="A row of the improvement plan.", place="report"),
    Action(id="report.drop", title="Drop row", keys=("x",), help="Take the row out of the plan.", place="report"),
    Action(id="report.write", title="Write files", keys=("w",), help="Write the files that are ticked.",
           place="report"),
    Action(id="report.handling", title="Handling", keys=("l",), help="Who may read the report.", place="report"),
    Action(id="report.settle", title="Stage", keys=("s",), help="Draft, reviewed, final.", place="report"),
    Action(id="dialog.pause", title="Pause", keys=("f8",), help="Stop time, or let it run.", place="dialog",
           does="app.pause"),
    Action(id="custody.export", title="Export", keys=("x",), help="Write the form to a file.", place="custody"),
    Action(id="people.turn", title="Other set", keys=("t",), help="Hold the list against the other set.",
           place="people"),
    Action(id="card.cover", title="Cover", keys=("space",), help="Cover the role card.", place="card", shown=False),
    Action(id="help.close", title="Close", keys=("q",), help="Close the help; so does Esc.", place="help",
           shown=False),
    *(
        Action(id=f"go.{screen}", title=title, keys=(letter,), help=f"Go there: {title}.", place="go",
               does=f"go('show_{screen}')")
        for letter, screen, title in (
            ("b", "briefing", "Brief"), ("r", "room", "Room"), ("e", "evidence", "Evidence"), ("l", "lists", "Lists"),
            ("n", "notices", "Notices"), ("d", "debrief", "Debrief"), ("h", "hotwash", "Hot wash"),
            ("w", "turning", "What if"), ("p", "report", "Report"),
        )
    ),
    *CONTROLS,
)  # fmt: skip


def places_of(one: Action) -> frozenset[Place]:
    """Where an action is at hand. Those of the tabletop are on every screen, but few of them in a dialog."""
    if one.place == "facilitator":
        return frozenset({"console", "palette"})
    if one.place not in {"everywhere", "drill", "room", "controller"}:
        return frozenset({one.place}) if one.place != "dialog" else DIALOGS
    if one.place == "everywhere":
        return SCREENS | (DIALOGS if one.id in IN_DIALOGS else frozenset())
    if one.id in IN_PLAY:
        return SCREENS - ASIDE - AFTER
    on_console: frozenset[Place] = frozenset({"console"}) if one.id in OF_PLAY else frozenset()
    return (SCREENS - ASIDE) | on_console | (DIALOGS if one.id in IN_DIALOGS else frozenset())


SCREENS: frozenset[Place] = frozenset(one.place for one in (*ACTIONS, *OWN)) - DIALOGS
ASIDE: frozenset[Place] = frozenset({"lobby", "setup", "console"})
"""Screens without the actions of the drill."""
AFTER: frozenset[Place] = frozenset({"hotwash", "debrief", "turning", "report"})
