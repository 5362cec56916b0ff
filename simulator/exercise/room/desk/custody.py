"""Chain of custody of one pull: who ordered it, who took it when, what it holds, its digest, and who has it since."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.domain import facts as f
from simulator.domain.ids import SeatId
from simulator.domain.journal import Journal, may_know
from simulator.domain.playbook import Playbook
from simulator.exercise.play import Exercise
from simulator.exercise.room.desk.sourceline import source_changes
from simulator.exercise.room.desk.vaultline import VaultLine
from simulator.world.canary import canary_of
from simulator.world.exports.csvfile import EXERCISE


def custody(line: VaultLine, exercise: Exercise, seat: SeatId) -> tuple[tuple[str, str], ...]:
    """Everything that is known of a pull, as names and values, in the order of a custody form."""
    playbook = exercise.playbook
    source = playbook.sources[line.source]
    held = (line.source, "held") in source_changes(exercise.journal, seat)
    return (
        ("Item", f"{source.code} {source.title}, pull {line.pull}"),
        ("Table", line.table),
        ("SHA-256", line.sha256),
        ("Digest over", "the column names, then each row, as JSON lines in the order of the vault"),
        ("Rows", f"{line.rows:,}"),
        ("Left off", f"{line.left_off:,} rows that the source had besides" if line.left_off else "nothing"),
        ("As of", _when(playbook, line.at)),
        ("Collector", line.collector),
        ("Legal hold", "yes: the source is held from expiry" if held else "no"),
        ("Remark", line.note or "none"),
        *_hands(line, exercise.journal, playbook, seat),
    )


def custody_text(line: VaultLine, exercise: Exercise, seat: SeatId) -> str:
    """The custody form as a text file."""
    rows = custody(line, exercise, seat)
    wide = max(len(name) for name, _ in rows)
    canary = canary_of(exercise.playbook.world.digest(exercise.seed))
    return "\n".join(
        [EXERCISE, canary, "", "Chain of custody", "", *(f"{name:<{wide}}  {said}" for name, said in rows), ""]
    )


def _hands(line: VaultLine, journal: Journal, playbook: Playbook, seat: SeatId) -> Iterator[tuple[str, str]]:
    """Whose hands it went through: from the decision that ordered it, as far as the seat may know, to the vault."""
    steps: list[tuple[str, str]] = []
    cause: int | None = line.number
    while cause is not None:
        entry = journal[cause]
        if may_know(seat, entry):
            said = _step(entry.fact, playbook)
            steps += [(said, _when(playbook, entry.at))] if said else []
        cause = entry.cause
    for number, (said, when) in enumerate(reversed(steps), start=1):
        yield f"Hand {number}", f"{when}: {said}"
    yield f"Hand {len(steps) + 1}", "since then: the vault, read-only; every seat that may know the pull reads a copy"


def _step(fact: f.Fact, playbook: Playbook) -> str:
    match fact:
        case f.DecisionRecorded():
            return f"ordered by {_seat(fact.decision.seat, playbook)}"
        case f.ActionStarted():
            return f"work begun by {_seat(fact.owner, playbook)}"
        case f.EvidencePulled():
            return "rows copied from the source and put into the vault"
    return ""


def _seat(seat: SeatId, playbook: Playbook) -> str:
    found = playbook.seats.get(seat)
    return found.title if found else "the room" if seat == "room" else str(seat)


def _when(playbook: Playbook, at: int) -> str:
    return f"{playbook.calendar.at(at):%a %Y-%m-%d %H:%M %Z}"
