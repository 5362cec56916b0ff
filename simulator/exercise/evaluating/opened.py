"""A save opened for its evaluators: replayed, reviewed, with where its records are written down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.domain.evaluation.records import Planned, Record, Settled, Stage
from simulator.domain.ids import SeatId
from simulator.domain.time import Seconds
from simulator.exercise.evaluating.earlier import Earlier, bring, closing, open_actions, open_in_file, retested_by
from simulator.exercise.evaluating.planfile import PROPOSED, write_plan
from simulator.exercise.evaluating.planimport import PlanImport, plan_import
from simulator.exercise.evaluating.review import Review, review_of, settle
from simulator.exercise.keeping import add_records, open_exercise
from simulator.exercise.reports import Details, played
from simulator.report.material import Played


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A save by its reference, as the report takes it, and its review. `held`: the day of the room, as it was kept."""

    reference: str
    store: str | None
    told: Played
    review: Review
    at: Seconds
    held: str

    @property
    def rows(self) -> tuple[tuple[Planned, str], ...]:
        """The plan as it stands, then what is proposed besides, each with its status."""
        decided = ((one, str(one.status)) for one in self.review.evaluation.plan)
        return (*decided, *((one, PROPOSED) for one in self.review.proposed))

    def export(self, paths: Iterable[Path]) -> None:
        """Write the plan to files (.csv, .xlsx, .ics).

        Raises:
            InputError: a suffix that nothing writes, or a place that takes no writing.
        """
        write_plan(self.rows, self.told.playbook, self.told.seed, paths)

    def read(self, path: Path) -> PlanImport:
        """What bringing an edited plan in would do.

        Raises:
            InputError: every problem of the sheet.
        """
        return plan_import(path, self.review, entries=len(self.told.journal), at=self.at)

    def keep(self, records: Sequence[Record]) -> None:
        """Write records down in the save."""
        add_records(self.reference, records, self.store)

    def settle(self, stage: Stage, by: str, *, back: bool = False) -> None:
        """Let the report go to a stage, if it may.

        Raises:
            InputError: it may not; every reason, one a line.
        """
        self.keep((settle(self.review, Settled(at=self.at, room=0.0, stage=stage, by=by), back=back),))

    def earlier(self, files: Iterable[Path] = ()) -> tuple[Earlier, ...]:
        """The open actions of plan files, or of the exercises before this one in the library."""
        wanted = tuple(files)
        if wanted:
            return tuple(one for path in wanted for one in open_in_file(path))
        number = int(self.reference) if self.reference.isdigit() else None
        return open_actions(self.store, before=number)

    def bring(self, earlier: Iterable[Earlier]) -> tuple[Earlier, ...]:
        """Take up the earlier actions that this scenario tests again and that are not taken up yet; which they are."""
        known = {(one.source, one.id) for one in self.review.evaluation.brought}
        fresh = tuple(
            one for one in retested_by(earlier, self.told.playbook) if (one.source, one.action.id) not in known
        )
        if fresh:
            self.keep(bring(fresh, self.at, 0.0))
        return fresh

    def close(self) -> tuple[str, ...]:
        """Close, in the library's earlier exercises, what this one's re-test found closed; says which."""
        said = []
        for exercise, action in closing(self.review.retested, self.store):
            add_records(str(exercise), (action,), self.store)
            said.append(f"{action.id} of exercise {exercise}")
        return tuple(said)


def open_for_review(reference: str, store: str | None = None) -> Opened:
    """The save that a reference names, reviewed.

    Raises:
        InputError: there is none.
        JournalError: it is damaged.
        ReplayDiverged: it was made with another scenario, rulebook or program.
    """
    save, exercise = open_exercise(reference, store)
    details = Details(mode=save.header.mode, seat=SeatId(save.header.seat))
    told = played(exercise, save.words, details)
    return Opened(
        reference=reference, store=store, told=told, review=review_of(told), at=save.at, held=save.header.created[:10]
    )
