"""The notification workbench: drafts, the determination and the look before sending, by keys."""

from __future__ import annotations

from textual.widgets import Button, Select

from simulator.domain.decisions import Assessment
from tests.tui.drills import BIG, SMALL, DrillHost, a_tiny_drill, text_of, typed, until
from tui.dialogs.notices import DetermineDialog, FactorDialog, LetterLineDialog, ReleaseDialog
from tui.screens.notices import NoticesScreen
from tui.widgets.fields import Words
from tui.widgets.rows import Lines


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
        await until(pilot, lambda: isinstance(app.screen, DetermineDialog), "the act")
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
        app.push_screen(ReleaseDialog(drill, screen.audiences["individual"], screen.letter))
        await until(pilot, lambda: "It cannot be sent now" in text_of(app), "the reason")
        assert "What is missing" in text_of(app)
