"""What the app does once play has ended: hot wash, reveal, turning points, what-if in the room, report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual import work
from textual.timer import Timer

from simulator.errors import BreachdrillError
from tui import present
from tui.stages.playing import Playing
from tui.texts.pace import WHATIF_SECONDS

if TYPE_CHECKING:
    from simulator.exercise.play import Exercise
    from tui.messages import PlayOn
    from tui.pacing import Drill
    from tui.widgets.frame import DrillScreen

WHATIF = "whatif-"
"""Begins the names of a what-if's screens."""


@dataclass(slots=True)
class _Home:
    """The exercise itself, while a what-if is played."""

    drill: Drill
    screens: dict[str, DrillScreen]
    number: int
    timers: list[Timer] = field(default_factory=list)


class AfterPlay(Playing):
    """The part of the tabletop that begins at EndEx."""

    _home: _Home | None = None
    _offered = False

    def action_show_debrief(self) -> None:
        """The reveal; the hot wash comes before it, and is not skipped silently."""
        from tui.screens.hotwash import washed

        if self.drill is None:
            return
        talk_first = self.drill.view.ended and not washed(self.drill)
        self._show("hotwash" if talk_first else "debrief")

    def offer_hot_wash(self) -> None:
        """As play ends, the talk comes next: asked once, over whatever screen is open."""
        drill = self.drill
        arrived = drill is not None and drill.halt is not None and drill.halt.kind == "end"
        if drill is None or not arrived or self._offered or self.forked:
            return
        from tui.dialogs.ended import EndedDialog

        self._offered = True
        self.clear_notifications()  # what is left of play's
        self.push_screen(EndedDialog(drill))

    async def action_open_hot_wash(self) -> None:
        """To the talk, past whatever question is still open."""
        from tui.widgets.frame import DrillDialog

        while isinstance(self.screen, DrillDialog):
            await self.pop_screen()
        self.action_show_hotwash()

    def action_show_hotwash(self) -> None:
        """The talk, also after it has ended: more can be said."""
        if self._after("The hot wash opens at EndEx."):
            self._show("hotwash")

    def action_show_turning(self) -> None:
        """The decisions on which the run turned."""
        if self._after("What would have been is told after EndEx.") and self._told_first():
            self._show("turning")

    def action_show_report(self) -> None:
        """Ratings, improvement plan, what blocks final, files."""
        if self._after("The report screen opens at EndEx.") and self._told_first():
            self._show("reportscreen")

    def _after(self, closed: str) -> bool:
        if self.drill is None:
            return False
        if self.forked:
            self.say_text("This is a what-if: Esc goes back to the exercise first.")
            return False
        if not self.drill.view.ended:
            self.say_text(closed)
        return self.drill.view.ended

    def _told_first(self) -> bool:
        """Whether the truth is open; if not, the hot wash is."""
        from tui.screens.hotwash import washed

        if self.drill is not None and not washed(self.drill):
            self._show("hotwash")
            return False
        return True

    # What-if in the room.

    @property
    def forked(self) -> bool:
        """Whether what is played is a what-if."""
        return self._home is not None

    def on_play_on(self, wanted: PlayOn) -> None:
        """The turning points chose a decision."""
        if self.drill is not None and self._home is None:
            self.say_text("Going back to just before that decision ...")
            self._replay(self.drill, wanted.number)

    @work(thread=True, exclusive=True, group="fork")
    def _replay(self, drill: Drill, number: int) -> None:
        from simulator.exercise.whatif.forks import replayed_to
        from simulator.exercise.whatif.run import run_of

        try:
            exercise = replayed_to(run_of(drill.exercise), number)
        except BreachdrillError as problem:
            self.call_from_thread(self.say_text, str(problem))
            return
        self.call_from_thread(self._fork, exercise, number)

    def _fork(self, exercise: Exercise, number: int) -> None:
        """Play on in another way; the exercise itself waits, and nothing of this is kept."""
        from tui.pacing import TICK, Drill, Halt

        if self.drill is None or self._home is not None:
            return
        self._home = _Home(drill=self.drill, screens=self._screens, number=number)
        fork = Drill(exercise, self.drill.seat, self.drill.mode)
        fork.whatif = number
        fork.halt = Halt(kind="whatif", subject=f"Before decision {number}: what do you do instead?")
        fork.tell = self._told
        self.drill, self._screens, self._named = fork, {}, WHATIF
        self._home.timers = [self.set_interval(TICK, fork.tick), self.set_interval(TICK, self._look_at_time)]
        self._show("room")

    def _look_at_time(self) -> None:
        if self._home is not None and self.drill is not None:
            over = self.drill.room_seconds >= WHATIF_SECONDS
            if over or self.drill.view.ended:
                self.run_worker(self._go_home("Three minutes are over." if over else "The what-if has ended."))

    async def action_leave_fork(self) -> None:
        """Back to the exercise."""
        await self._go_home("Back from the what-if.")

    async def _go_home(self, why: str) -> None:
        home, fork = self._home, self.drill
        if home is None or fork is None:
            return
        self._home = None
        for timer in home.timers:
            timer.stop()
        while len(self.screen_stack) > 1 and self.screen not in self._screens.values():
            await self.pop_screen()
        said = _difference(fork, home)
        left, self.drill, self._screens, self._named = self._screens, home.drill, home.screens, ""
        self._show("turning")
        for name in left:
            self.uninstall_screen(WHATIF + name)
        for screen in left.values():
            if screen.is_running:
                await screen.remove()
        fork.close()
        self.say_text(f"{why} {said} Nothing of it is kept.")


def _difference(fork: Drill, home: _Home) -> str:
    """What was decided instead."""
    count = len(fork.exercise.submitted) - (home.number - 1)
    decisions = f"{count} decision{'' if count == 1 else 's'}"
    return present.clean(f"You took {decisions} instead, up to day {fork.view.day}.")
