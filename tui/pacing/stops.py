"""What stops time by itself: main messages, the end of a move, a clock in its red band or past its date, news."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from simulator.domain import facts as f
from simulator.domain.ids import SeatId
from simulator.domain.journal import Entry, may_know
from simulator.domain.playbook import Playbook
from simulator.domain.time import Seconds
from simulator.exercise.room.clocks import RED_BAND, ClockRow
from simulator.report.describe import order
from tui.pacing.terms import PAUSES, Halt, Stops
from tui.present import day


class Watch:
    """Looks at what a seat learned. It remembers which clocks it has warned of; `pauses` can be switched.

    Letters that come back are news once, when the first does (`mail`: it has); each after it is in the feed.
    """

    def __init__(
        self, seat: SeatId, playbook: Playbook, clocks: Callable[[], tuple[ClockRow, ...]], *, mail: bool = False
    ) -> None:
        self.pauses = {name for name, _ in PAUSES}
        self._seat, self._playbook, self._clocks = seat, playbook, clocks
        self._warned = _warnings(clocks())
        self._mail = mail

    def stop(self, new: Iterable[Entry], *, stops: Stops) -> tuple[Halt | None, bool]:
        """Why time should stand, if it should; and whether a move began."""
        seen = [entry.fact for entry in new if may_know(self._seat, entry)]
        began = next((fact for fact in seen if isinstance(fact, f.MoveBegan)), None)
        for fact in seen:
            if isinstance(fact, f.InjectDelivered) and fact.main:
                return Halt(kind="inject", subject=fact.title), began is not None
        if began is not None and "move" in self.pauses:
            return Halt(kind="move", subject=self._move(began)), True
        fresh = self._fresh_warnings()
        if fresh and "clock" in self.pauses:
            return Halt(kind="clock", subject=f"{fresh[0].title}, {_due(fresh[0])}"), began is not None
        return self._news(seen, stops), began is not None

    def next_warning(self, now: Seconds) -> Seconds:
        """When the next clock enters its red band or passes its due date."""
        rows = self._clocks()
        running = [row.left for row in rows if row.left is not None and row.tone not in {"done", "late"}]
        moments = [now + left - band + 1 for left in running for band in (RED_BAND, 0)]
        return min((moment for moment in moments if moment > now), default=self._playbook.ends + 1)

    def _fresh_warnings(self) -> list[ClockRow]:
        rows = self._clocks()
        warned = _warnings(rows)
        fresh = [row for row in rows if (row.id, row.entity, row.tone) in warned - self._warned]
        self._warned |= warned
        return fresh

    def _news(self, seen: Sequence[f.Fact], stops: Stops) -> Halt | None:
        found = [(fact, said) for fact in seen if (said := self._said(fact)) is not None]
        asked = [said for fact, said in found if isinstance(fact, f.InjectDelivered) and fact.options]
        self._mail |= any(isinstance(fact, f.MailReturned) for fact in seen)
        told = asked if stops == "messages" else [said for _, said in found] if stops == "news" else []
        return Halt(kind="news", subject=next(filter(None, told), "")) if told else None

    def _said(self, fact: f.Fact) -> str | None:
        """What is new, in a few words; empty where work is finished, None where it is nothing to stop at."""
        match fact:
            case f.InjectDelivered(title=title):
                return title
            case f.InjectImprovised():
                return "A message"
            case f.WorkRepeated(action=action, target=target):
                return f"Begun again: {order(action, target, self._playbook)}"
            case f.ActionCompleted():
                return ""
            case f.MailReturned() if not self._mail:
                return "Letters come back"
            case _:
                return None

    def _move(self, began: f.MoveBegan) -> str:
        return next(move.title for move in self._playbook.moves if move.id == began.move)


def _due(row: ClockRow) -> str:
    """Until when; a clock that warns has a date."""
    return f"{'was due' if row.tone == 'late' else 'due'} {day(row.due)}"


def _warnings(rows: tuple[ClockRow, ...]) -> set[tuple[str, str, str]]:
    return {(row.id, row.entity, row.tone) for row in rows if row.tone in {"red", "late"} and row.done is None}
