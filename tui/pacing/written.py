"""What people write in a drill: kept by whoever keeps the exercise, in order, without waiting for the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from simulator.domain.evaluation import records as r
from simulator.domain.evaluation.fold import Evaluation, evaluation_of, text_of
from simulator.domain.evaluation.versions import together
from simulator.domain.time import Seconds
from simulator.domain.words import DRAFTS, TOMBSTONE, Role
from tui.pacing.terms import Say

if TYPE_CHECKING:
    from simulator.exercise.room.view import SeatView


class Written:
    """The words and records of a drill."""

    view: SeatView
    room_seconds: float

    def __init__(self, say: Say | None, words: Iterable[tuple[int, Role, str]]) -> None:
        self.words: list[tuple[int, Role, str]] = list(words)
        self.strike: Callable[[int, Role, str], None] = lambda *_: None
        self._say = say
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")

    def say(self, number: int, role: Role, text: str) -> None:
        """Keep what somebody typed; a draft takes the place of the one before it."""
        if text.strip():
            earlier = self._earlier(role) if role in DRAFTS else None
            if earlier is None:
                self.words.append((number, role, text))
            else:
                self.words[earlier] = (number, role, text)
            if self._say is not None:
                self._say(number, role, text)

    def _earlier(self, draft: Role) -> int | None:
        places = (place for place, (_, role, text) in enumerate(self.words) if role == draft and text != TOMBSTONE)
        return next(places, None)

    def keep(self, role: Role, text: str) -> Future[None]:
        """Keep something about the exercise, in order and before the drill closes, without waiting for the disk."""
        return self._writer.submit(self.say, 0, role, text)

    def redact(self, place: int) -> Future[None]:
        """Strike out one of the `words` with what goes with it, here and where they are kept; tombstones stay."""
        number, role, text = self.words[place]
        for also in together([(kind, said) for _, kind, said in self.words], place):
            self.words[also] = (*self.words[also][:2], TOMBSTONE)
        return self._writer.submit(self.strike, number, role, text)

    def write(self, make: Callable[[Seconds, float], r.Record]) -> Future[None]:
        """Write down something about the exercise; `make` is given the exercise second and the room's seconds."""
        return self.keep("record", text_of(make(self.view.now, round(self.room_seconds, 1))))

    @property
    def evaluation(self) -> Evaluation:
        """What was written down about the exercise so far."""
        return evaluation_of(text for _, role, text in self.words if role == "record")
