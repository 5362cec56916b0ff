"""The notification workbench: four factors, the letter and what is wrong with it, and who is told what, and when."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from simulator.domain.decisions import Assessment, Factor, Letter
from simulator.domain.words import Role
from simulator.errors import BreachdrillError
from simulator.exercise.room.drafts import assessment_draft, draft_text, letter_draft
from simulator.exercise.room.notices import (
    FACTORS,
    AudienceLine,
    audience_lines,
    content_check,
)
from tui.dialogs.legal import LegalActDialog
from tui.dialogs.notices import (
    LETTER,
    Determination,
    FactorDialog,
    KindsDialog,
    LetterLineDialog,
    Release,
    reading_lines,
)
from tui.dialogs.order import OrderDialog
from tui.hints import keyed
from tui.pacing import Drill
from tui.present import SYMBOLS, Line, clean, day
from tui.widgets.frame import bindings
from tui.widgets.paint import paint_all
from tui.widgets.panes import Pane, PanedScreen
from tui.widgets.rows import Lines

_STANDING = {"not prepared": "unknown", "being prepared": "info", "ready": "watch", "sent": "done"}


class NoticesScreen(PanedScreen):
    """What was assessed, what the letter says, who is told."""

    HELP = (
        "Four factors (164.402(2)) decide whether the presumption of a breach is rebutted: Enter edits one, "
        "{notices.determine} records the determination. Enter on a line of the letter changes it; the check below "
        "says what it lacks or contradicts. Enter on an audience orders the preparation, or opens the look before "
        "sending. {notices.discovery} states the discovery date. Drafts are kept as you go, and are there again after "
        "a break."
    )
    DEFAULT_CSS = """
    NoticesScreen #top { height: 1fr; }
    NoticesScreen #pane-determine, NoticesScreen #pane-letter { width: 1fr; }
    NoticesScreen #pane-told { height: 13; }
    NoticesScreen Lines { border: round $secondary; }
    NoticesScreen Lines:focus { border: heavy $accent; }
    NoticesScreen #factors { height: 11; }
    NoticesScreen #letter { height: 10; }
    NoticesScreen .box { border: round $secondary; padding: 0 1; height: 1fr; scrollbar-size-vertical: 1; }
    NoticesScreen.-flat #factors, NoticesScreen.-flat #letter { height: 1fr; }
    NoticesScreen.-flat .box { display: none; }
    NoticesScreen.-single.-pane-3 #top { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(("notices",)),
    ]
    PANES: ClassVar[tuple[tuple[str, str], ...]] = (
        ("pane-determine", "Determine"),
        ("pane-letter", "Letter"),
        ("pane-told", "Who is told"),
    )

    def __init__(self, drill: Drill) -> None:
        super().__init__(drill)
        self.assessment: Assessment = assessment_draft(drill.words, drill.known)
        self.letter: Letter = letter_draft(drill.words, drill.known)
        self.audiences: dict[str, AudienceLine] = {}

    def compose_panes(self) -> Iterable[Widget]:
        """Factors and conclusion, letter and check, audiences."""
        with Horizontal(id="top"):
            with Pane(id="pane-determine"):
                factors = Lines("factors", "Four factors  164.402(2)")
                factors.border_subtitle = Content(
                    keyed("Enter edits · {notices.determine} determine · {notices.discovery} discovery date")
                )
                yield factors
                with VerticalScroll(classes="box", can_focus=False) as box:
                    box.border_title = Content("What they show")
                    yield Static("", markup=False, id="reading")
            with Pane(id="pane-letter"):
                letter = Lines("letter", "Letter  164.404(c)")
                letter.border_subtitle = Content("Enter changes a line")
                yield letter
                with VerticalScroll(classes="box", can_focus=False) as box:
                    box.border_title = Content("Content check")
                    yield Static("", markup=False, id="check")
        with Pane(id="pane-told"):
            told = Lines("told", "Who is told")
            told.border_subtitle = Content("Enter prepares, or looks before sending")
            yield told

    def redraw(self) -> None:
        """Everything follows from what is known and from the drafts on this screen."""
        known, playbook = self.drill.known, self.drill.playbook
        self.query_one("#factors", Lines).show(factor_lines(self.assessment, self.drill))
        self.query_one("#reading", Static).update(paint_all(reading_lines(self.assessment, self.drill)))
        self.query_one("#letter", Lines).show(letter_lines(self.letter))
        checks = [
            ((f"{SYMBOLS[one.mark]:<2} ", one.mark), (clean(one.text), "plain"))
            for one in content_check(self.letter, known, playbook)
        ]
        self.query_one("#check", Static).update(paint_all(checks))
        self.audiences = {one.audience: one for one in audience_lines(known, playbook, self.drill.view.clocks)}
        every = self.drill.mode == "assisted"
        rows = [(key, audience_line(one, every_clock=every)) for key, one in self.audiences.items()]
        self.query_one("#told", Lines).show(rows)

    def on_drawn_list_chosen(self, chosen: Lines.Chosen) -> None:
        """Open what stands under the cursor."""
        key = self.query_one(f"#{chosen.control.id}", Lines).key
        match chosen.control.id:
            case "factors":
                self.app.push_screen(FactorDialog(self.drill, key, self.assessment, self._assessed))
            case "letter":
                self._edit_letter(key)
            case "told":
                self._tell(self.audiences[key])

    def action_determine(self) -> None:
        """Legal act: breach or not."""
        if not self.drill.view.ended:
            self.app.push_screen(LegalActDialog(self.drill, Determination(self.drill, self.assessment)))

    def _assessed(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self._keep("assessment", draft_text(assessment))
        self.redraw()

    def _written(self, letter: Letter) -> None:
        self.letter = letter
        self._keep("letter", draft_text(letter))
        self.redraw()

    @work(group="drafts")
    async def _keep(self, role: Role, text: str) -> None:
        """Keep a draft beside the save; who leaves at once does not undo it."""
        try:
            await asyncio.shield(asyncio.wrap_future(self.drill.keep(role, text)))
        except BreachdrillError as fault:
            self.notify(clean(f"The draft is not kept: {fault}"), severity="error", markup=False)

    def _edit_letter(self, key: str) -> None:
        match key:
            case "steps":
                self._written(replace(self.letter, steps=not self.letter.steps))
            case "doing":
                self._written(replace(self.letter, doing=not self.letter.doing))
            case "claims_no_misuse":
                self._written(replace(self.letter, claims_no_misuse=not self.letter.claims_no_misuse))
            case "kinds":
                self.app.push_screen(KindsDialog(self.drill, self.letter, self._written))
            case _:
                self.app.push_screen(LetterLineDialog(self.drill, key, self.letter, self._written))

    def _tell(self, one: AudienceLine) -> None:
        if one.standing == "not prepared" and one.prepare is not None:
            self.app.push_screen(OrderDialog(self.drill, one.prepare, f"Prepare: {one.title}", target=one.target))
        else:
            self.app.push_screen(LegalActDialog(self.drill, Release(self.drill, one, self.letter)))


def factor_lines(assessment: Assessment, drill: Drill) -> list[tuple[str, Line]]:
    """Two lines a factor: what it asks and how it weighs; the finding and what it rests on."""
    lines: list[tuple[str, Line]] = []
    for number, (name, asks) in enumerate(FACTORS.items(), start=1):
        factor: Factor | None = getattr(assessment, name)
        if factor is None:
            lines.append((name, ((f"{number} {asks}", "strong"),)))
            lines.append(("", ((f"  {SYMBOLS['red']} not answered: it cannot rebut the presumption", "red"),)))
            continue
        lacking = [one for one in factor.sources if one not in drill.known.pulled]
        rests = f"{len(factor.sources)} sources" + (
            f", {SYMBOLS['unknown']} {len(lacking)} not pulled" if lacking else ""
        )
        lines.append((name, ((f"{number} {asks}  ", "strong"), (f"[{factor.weight}]", "strong"))))
        lines.append(("", ((f"  {clean(factor.finding)}", "plain"), (f"  ({rests})", "dim"))))
    return lines


def letter_lines(letter: Letter) -> list[tuple[str, Line]]:
    """The letter's lines as they stand in the draft."""
    said = {
        "breach_from": day(letter.breach_from) if letter.breach_from else None,
        "discovered": day(letter.discovered) if letter.discovered else None,
        "kinds": ", ".join(letter.kinds) or None,
        "steps": "[x] in the letter" if letter.steps else "[ ] not in the letter",
        "doing": "[x] in the letter" if letter.doing else "[ ] not in the letter",
        "contact": letter.contact,
        "claims_no_misuse": "[x] in the letter" if letter.claims_no_misuse else "[ ] not in the letter",
    }
    lines: list[tuple[str, Line]] = []
    for key, title in LETTER.items():
        text = said[key]
        value = (clean(text), "plain") if text else (f"{SYMBOLS['unknown']} empty", "unknown")
        lines.append((key, ((f"{title:<24} ", "dim"), value)))
    return lines


def audience_line(one: AudienceLine, *, every_clock: bool = False) -> Line:
    """Somebody who is told: standing, title, and the clock that a seat sees for it.

    Where a seat sees `every_clock` that its facts imply, whoever has none is not owed a notice as far as it knows.
    """
    if every_clock and one.standing == "not prepared" and not one.due:
        return ((f"{SYMBOLS['info']:<2} {'not owed':<16} ", "dim"), (f"{clean(one.title)}  as far as you know", "dim"))
    tone = _STANDING[one.standing]
    word = f"sent {one.sent[-1][0]:%d %b}, v{one.sent[-1][1]}" if one.sent else one.standing
    named = sorted({due for _, due, _ in one.due if due is not None})
    due = f"  due {named[0]:%d %b %Y}" if named else ""
    late = any(status in {"overdue", "missed", "met_late"} for _, _, status in one.due)
    waits = "" if named or not one.due else f"  {', '.join(sorted({status for _, _, status in one.due}))}"
    said_late = f" {SYMBOLS['late']} LATE" if late else ""
    return (
        (f"{SYMBOLS[tone]:<2} {word:<16} ", tone),
        (clean(one.title), "plain"),
        (f"{due}{said_late}{waits.replace('_', ' ')}", "late" if late else "dim"),
    )
