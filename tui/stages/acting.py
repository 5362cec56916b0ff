"""What a team does from any screen: time, decisions, legal acts, and the way to another screen."""

from __future__ import annotations

from collections.abc import Callable

from tui.reasons import over, why_not
from tui.shell import Look
from tui.stages.playing import Playing


class Acting(Playing):
    """The app's actions of `tui.actions`; each dialog is imported when it is first wanted."""

    def __init__(self, *, calm: bool = False, look: Look | None = None) -> None:
        super().__init__(calm=calm, look=look)
        self._passed: set[str] = set()

    def action_pause(self) -> None:
        """Stop time, or let it run; from the briefing, open the room."""
        if self.drill is None or not self._can("pause"):
            return
        if self.drill.run_state == "ready" and self.screen is self._screens.get("briefing"):
            self.drill.begin()
            self.action_show_room()
        elif self.drill.run_state == "ready" and self.drill.unanswered:
            self.drill.begin()
        elif self.drill.moving:
            self.drill.toggle()
        else:
            self._go_on(self.drill.toggle)

    def _go_on(self, go: Callable[[], None]) -> None:
        """Let time run; a main message that nobody answered is asked about first, once."""
        from tui.dialogs.ask import UnansweredDialog

        if self.drill is None:
            return
        waiting = [one for one in self.drill.unanswered if one.ref not in self._passed]
        if waiting and not self.drill.moving:
            self._passed.add(waiting[0].ref)
            self.push_screen(UnansweredDialog(self.drill, waiting[0], go))
        else:
            go()

    def action_jump(self) -> None:
        """Go to the next thing that needs the team."""
        if self.drill is not None and self._can("jump"):
            self._go_on(self.drill.jump)

    def action_day(self) -> None:
        """Let a day pass."""
        if self.drill is not None and self._can("day"):
            self._go_on(self.drill.day)

    def action_show_briefing(self) -> None:
        """Rules, cards, objectives."""
        self._show("briefing")

    def action_show_room(self) -> None:
        """The war room."""
        self._show("room")

    def action_show_evidence(self) -> None:
        """Sources, rows, SQL."""
        self._show("evidence")

    def action_show_lists(self) -> None:
        """The list builder."""
        self._show("lists")

    def action_show_notices(self) -> None:
        """Assessment, letters, release."""
        self._show("notices")

    def action_show_truth(self) -> None:
        """The controller's screen."""
        if self.drill is not None and self.drill.controls:
            self._show("truth")

    def action_decide(self) -> None:
        """Open the decision box."""
        from tui.dialogs.decide import DecideDialog

        if self.drill is not None and self._can("decide"):
            self.push_screen(DecideDialog(self.drill))

    def action_answer(self) -> None:
        """Answer the message that waits longest, main ones first."""
        from tui.dialogs.answer import AnswerDialog

        if self.drill is not None and self._can("answer"):
            waiting = [one for one in self.drill.view.open if one.kind == "inject"]
            self.push_screen(AnswerDialog(self.drill, waiting[0]))

    def action_discovery(self) -> None:
        """Legal act: the discovery date."""
        from tui.dialogs.legal import Discovery, LegalActDialog

        if self.drill is not None and self._can("discovery"):
            self.push_screen(LegalActDialog(self.drill, Discovery(self.drill)))

    def action_hold(self) -> None:
        """Legal act: a request to hold notices back."""
        from tui.dialogs.legal import Hold, LegalActDialog

        if self.drill is not None and self._can("hold"):
            self.push_screen(LegalActDialog(self.drill, Hold(self.drill)))

    def action_freeze(self) -> None:
        """Legal act: freeze a list version."""
        from tui.dialogs.legal import Freeze, LegalActDialog

        if self.drill is not None and self._can("freeze"):
            self.push_screen(LegalActDialog(self.drill, Freeze(self.drill)))

    def action_note(self) -> None:
        """Write a remark down."""
        from tui.dialogs.ask import NoteDialog

        if self.drill is not None:
            self.push_screen(NoteDialog(self.drill))

    def action_redact(self) -> None:
        """Strike out something that was typed."""
        from tui.dialogs.redact import RedactDialog

        if self.drill is not None:
            self.push_screen(RedactDialog(self.drill))

    def action_go(self) -> None:
        """Choose a screen by its letter."""
        from tui.dialogs.go import GoDialog

        if self.drill is not None:
            self.push_screen(GoDialog(self.drill))

    def action_stop(self) -> None:
        """A real emergency."""
        from tui.dialogs.ask import StopDialog

        if self.drill is not None:
            self.drill.pause()
            self.push_screen(StopDialog(self.drill))

    def why_not(self, action: str) -> str:
        """Why an action has no use now; empty where it has."""
        return why_not(action, self.drill)

    def over(self, action: str) -> bool:
        """Whether an action has no use any more."""
        return over(action, self.drill)

    def word_of(self, action: str) -> str:
        """What an action does as things stand; empty where its title says that always."""
        return "Run" if action == "pause" and self.drill is not None and not self.drill.moving else ""

    def _can(self, action: str) -> bool:
        """Whether an action can be done now; if not, say why."""
        why = self.why_not(action)
        if why:
            self.say_text(why)
        return self.drill is not None and not why
