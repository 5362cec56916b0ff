"""What stops time by itself: main messages, the end of a move, a clock in its red band or past its date, news."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from simulator.domain import facts as f
from simulator.domain.ids import SeatId
from simulator.domain.journal import Entry, may_know
from simulator.domain.playbook import Playbook
from simulator.domain.time import Seconds
from simulator.exercise.room.clocks import RED_BAND, ClockRow
from tui.pacing.terms import PAUSES, Halt, Stops


class Watch:
    """Looks at what a seat learned. It remembers which clocks it has warned of; `pauses` can be switched."""

    def __init__(self, seat: SeatId, playbook: Playbook, clocks: Callable[[], tuple[ClockRow, ...]]) -> None:
        self.pauses = {name for name, _ in PAUSES}
        self._seat, self._playbook, self._clocks = seat, playbook, clocks
        self._warned = _warnings(clocks())

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
            return Halt(kind="clock", subject=fresh[0].title), began is not None
        return _news(seen, stops), began is not None

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

    def _move(self, began: f.MoveBegan) -> str:
        return next(move.title for move in self._playbook.moves if move.id == began.move)


def _news(seen: Iterable[f.Fact], stops: Stops) -> Halt | None:
    seen = list(seen)
    asked = [fact for fact in seen if isinstance(fact, f.InjectDelivered) and fact.options]
    if asked and stops == "messages":
        return Halt(kind="news", subject=asked[0].title)
    for fact in seen:
        if stops == "news" and isinstance(
            fact, f.InjectDelivered | f.InjectImprovised | f.WorkRepeated | f.ActionCompleted | f.MailReturned
        ):
            return Halt(kind="news", subject=fact.title if isinstance(fact, f.InjectDelivered) else "")
    return None


def _warnings(rows: tuple[ClockRow, ...]) -> set[tuple[str, str, str]]:
    return {(row.id, row.entity, row.tone) for row in rows if row.tone in {"red", "late"} and row.done is None}
