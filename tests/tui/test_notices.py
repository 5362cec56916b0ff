"""The notification workbench: drafts, the determination and the look before sending, by keys."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Button, Select

from simulator.domain.decisions import Assessment, Factor, Letter
from simulator.domain.words import TOMBSTONE
from simulator.exercise.folders import HOME
from tests.tui.drills import BIG, SMALL, DrillHost, a_drill, a_tiny_drill, text_of, typed, until
from tui.dialogs.legal import LegalActDialog
from tui.dialogs.notices import FactorDialog, LetterLineDialog, Release, reading_lines
from tui.dialogs.order import OrderDialog
from tui.kept import open_library
from tui.pacing import Drill
from tui.present import flat
from tui.screens.notices import NoticesScreen, audience_line
from tui.widgets.fields import Words
from tui.widgets.rows import Lines

ROOT = Path(__file__).parents[2]


async def test_a_factor_is_drafted() -> None:
    """Enter on a factor asks for a finding and a weight, refuses half an answer, and keeps a whole one as typed."""
    drill = a_tiny_drill()
    app = DrillHost(drill, NoticesScreen)
    async with app.run_test(size=BIG) as pilot:
        screen = app.screen
        assert isinstance(screen, NoticesScreen)
        await until(pilot, lambda: screen.query_one("#factors", Lines).count > 0, "the factors")
        screen.query_one("#factors", Lines).focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, FactorDialog), "the dialog")
        app.screen.query_one("#keep", Button).press()
        await until(pilot, lambda: "Give a finding and a weight" in text_of(app), "what is missing")
        app.screen.query_one("#finding", Words).value = "[b]names[/b] and reasons"
        app.screen.query_one("#weight", Select).value = "high"
        app.screen.query_one("#keep", Button).press()
        await until(pilot, lambda: app.screen is screen, "the screen")
        assert screen.assessment.nature is not None
        assert screen.assessment.nature.finding == "[b]names[/b] and reasons"
        await until(pilot, lambda: "[b]names[/b] and reasons" in text_of(app), "the finding as typed")
        assert screen.assessment == Assessment(nature=screen.assessment.nature)


async def test_determining_is_a_legal_act() -> None:
    """The act asks who decides and why; the determination is then in the journal with its reason beside it."""
    drill = a_tiny_drill()
    app = DrillHost(drill, NoticesScreen)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Four factors" in text_of(app), "the screen")
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, LegalActDialog), "the act")
        dialog = app.screen
        dialog.query_one("#judgement", Select).value = "breach"
        dialog.query_one("#by", Select).value = "privacy-officer"
        dialog.query_one("#record", Button).press()
        await pilot.pause()
        assert drill.known.determination is None, "without a reason nothing is recorded"
        dialog.query_one("#reason", Words).value = "The presumption stands."
        dialog.query_one("#record", Button).press()
        await until(pilot, lambda: drill.known.determination is not None, "the determination")
        assert drill.known.determination is not None
        assert drill.known.determination.fact.breach
        assert (1, "reason", "The presumption stands.") in drill.words


async def test_the_letter_is_written_line_by_line() -> None:
    """A date that cannot be read is refused with words; a good one stands in the letter and in the check."""
    app = DrillHost(a_tiny_drill(), NoticesScreen)
    async with app.run_test(size=BIG) as pilot:
        screen = app.screen
        assert isinstance(screen, NoticesScreen)
        await until(pilot, lambda: screen.query_one("#letter", Lines).count > 0, "the letter")
        screen.query_one("#letter", Lines).focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, LetterLineDialog), "the dialog")
        await typed(pilot, "soon")
        await pilot.press("enter")
        await until(pilot, lambda: "is no date" in text_of(app), "the fault")
        app.screen.query_one("#said", Words).value = "2026-09-01"
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is screen, "the screen")
        assert str(screen.letter.breach_from) == "2026-09-01"
        await pilot.press("end")
        await pilot.press("enter")
        assert screen.letter.claims_no_misuse
        await until(pilot, lambda: "no evidence of misuse" in text_of(app), "the check")


async def test_the_look_before_sending() -> None:
    """What cannot be sent yet says why before anybody presses the button."""
    drill = a_tiny_drill()
    app = DrillHost(drill, NoticesScreen)
    async with app.run_test(size=SMALL) as pilot:
        screen = app.screen
        assert isinstance(screen, NoticesScreen)
        await until(pilot, lambda: bool(screen.audiences), "the audiences")
        app.push_screen(LegalActDialog(drill, Release(drill, screen.audiences["individual"], screen.letter)))
        await until(pilot, lambda: "It cannot be sent now" in text_of(app), "the reason")
        assert "What is missing" in text_of(app)


async def test_a_row_opens_its_own_form() -> None:
    """Enter on somebody who is told prepares the notice to just them; who is not owed one is said to be so."""
    drill = a_drill()
    app = DrillHost(drill, NoticesScreen)
    async with app.run_test(size=BIG) as pilot:
        screen = app.screen
        assert isinstance(screen, NoticesScreen)
        await until(pilot, lambda: bool(screen.audiences), "the audiences")
        rows = [one for one in screen.audiences.values() if one.target and one.standing == "not prepared"]
        told = screen.query_one("#told", Lines)
        told.focus()
        while told.key != rows[-1].audience:
            await pilot.press("down")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, OrderDialog), "the order")
        assert app.screen.query_one("#target", Select).value == rows[-1].target
    without = next(one for one in screen.audiences.values() if not one.due)
    assert "not owed" in flat(audience_line(without, every_clock=True))
    assert "not prepared" in flat(audience_line(without)), "who sees not every clock cannot say so"


KEEPS = """
import time
from datetime import date
from simulator.domain.decisions import Assessment, Factor, Letter
from simulator.exercise.room.drafts import draft_text
from tests.tui.drills import a_playbook
from tui.kept import KeptLibrary
from tui.pacing import Drill

drill = Drill.of(KeptLibrary(None).begin(a_playbook(), 1, "room", "assisted"))
drill.keep("letter", draft_text(Letter(contact="555-0100")))
drill.keep("letter", draft_text(Letter(contact="555-0199", discovered=date(2026, 9, 15))))
factor = Factor(finding="[b]names[/b]", weight="high", sources=("idp-log",))
drill.keep("assessment", draft_text(Assessment(nature=factor))).result()
print("kept", flush=True)
time.sleep(60)
"""


def test_drafts_survive_kill_9(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A drill that was killed resumes with the letter and the assessment as they were last drafted."""
    monkeypatch.setenv(HOME, str(tmp_path))
    command = [sys.executable, "-c", KEEPS]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "kept\n"
        process.kill()
    with open_library(None) as library:
        drill = Drill.of(library.resume("1"))
        screen = NoticesScreen(drill)
        drill.close()
    assert screen.letter == Letter(contact="555-0199", discovered=date(2026, 9, 15))
    factor = Factor(finding="[b]names[/b]", weight="high", sources=("idp-log",))
    assert screen.assessment == Assessment(nature=factor)


async def test_what_is_drafted_is_kept() -> None:
    """A change on the screen is said beside the exercise, and a screen that is made anew shows it."""
    drill = a_tiny_drill()
    app = DrillHost(drill, NoticesScreen)
    async with app.run_test(size=BIG) as pilot:
        screen = app.screen
        assert isinstance(screen, NoticesScreen)
        await until(pilot, lambda: screen.query_one("#letter", Lines).count > 0, "the letter")
        screen.query_one("#letter", Lines).focus()
        await pilot.press("end", "enter")
        await until(pilot, lambda: bool(drill.words), "the draft")
        assert NoticesScreen(drill).letter == Letter(claims_no_misuse=True)


def test_a_struck_draft_is_an_empty_one() -> None:
    """Words that were redacted, or that are no draft, count as none."""
    drill = a_tiny_drill()
    for text in (TOMBSTONE, "{}", "[1]", "null"):
        drill.say(0, "letter", text)
        assert NoticesScreen(drill).letter == Letter()
    drill.close()


def test_a_finding_without_evidence_is_flagged_beside_the_factors() -> None:
    """Four lows that rest on nothing, with the counters not pulled: two are told, and how many more there are."""
    drill = a_drill()
    low = Factor(finding="seems fine", weight="low", sources=())
    told = [
        flat(line) for line in reading_lines(Assessment(nature=low, recipient=low, acquired=low, mitigation=low), drill)
    ]
    assert sum("rests on no evidence" in line for line in told) == 2
    assert "  and 2 more that will not bear weight" in told
    drill.close()
