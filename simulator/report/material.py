"""What the report is built from, folded once: the truth, what the room knew, and how things are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from simulator.domain import facts as f
from simulator.domain.evaluation.fold import Evaluation, evaluation_of
from simulator.domain.fold import fold
from simulator.domain.ids import ROOM, RecordId, SeatId
from simulator.domain.journal import Entry, Journal
from simulator.domain.lists import People
from simulator.domain.playbook import Playbook
from simulator.domain.state import Dated, State
from simulator.domain.time import DAY, Seconds
from simulator.domain.words import Words
from simulator.law.facts import IncidentFacts
from simulator.law.history import Change
from simulator.law.incident import incident_facts, kept_by
from simulator.law.model import Obligation
from simulator.law.people import people_of
from simulator.law.rulebook import Rulebook
from simulator.report.masking import Mask
from simulator.report.model import Refs, Score
from simulator.report.text import plain
from simulator.scenario.aftermath import Consideration, PublicCase, Remedy
from simulator.scoring.aftermath import Aftermath
from simulator.scoring.expected import Forecasts
from simulator.scoring.listing import ListGrade
from simulator.scoring.prices import Price
from simulator.scoring.regret import Judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A played exercise, as the report is given it. `versions`: programs and schemas, by name.

    `seen` are the obligations as the team saw them at the end, `true` as they were; `history` is what each clock told
    the team when, by the duty's id. `grades`: the list that counts against each set; `numbers`: its messages, rows,
    records and individuals, which are four things (None: not known). `aftermath` is what may follow, once the exercise
    has ended; `remedies`, `considerations` and `cases` are the library's. `prices` of changed decisions and calls that
    were `judged` make an annex, where somebody had them computed. `forecasts`: how the team's estimates did, where it
    gave any. `names`: people may be named, not only roles. `minors`: the records of minors (None: nobody says). `mask`
    takes names out of what was typed (None: they stay).
    """

    playbook: Playbook
    seed: int
    journal: Journal
    rulebook: Rulebook
    seen: tuple[Obligation, ...]
    true: tuple[Obligation, ...]
    score: Score | None = None
    words: tuple[Words, ...] = ()
    names: bool = False
    mode: str = "assisted"
    seat: SeatId = ROOM
    runbook: str | None = None
    versions: Mapping[str, str] = field(default_factory=dict)
    history: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    grades: tuple[ListGrade, ...] = ()
    numbers: tuple[tuple[str, int | None], ...] = ()
    aftermath: Aftermath | None = None
    remedies: Mapping[str, Remedy] = field(default_factory=dict)
    considerations: Mapping[str, Consideration] = field(default_factory=dict)
    cases: Mapping[str, PublicCase] = field(default_factory=dict)
    prices: tuple[Price, ...] = ()
    judged: tuple[Judged, ...] = ()
    forecasts: Forecasts | None = None
    minors: frozenset[RecordId] | None = None
    mask: Mask | None = None


class Material:
    """A played exercise with everything that sections look up, computed when it is first asked for."""

    def __init__(self, played: Played) -> None:
        self.played = played
        self.playbook = played.playbook
        self.journal = played.journal
        self._known: dict[int, State] = {0: State()}
        self.truth: State = fold(played.journal)
        self.known: State = self.known_until(len(played.journal))
        self.ended = self.truth.ended
        self.entries: tuple[Entry, ...] = tuple(played.journal)

    def known_until(self, number: int) -> State:
        """What the room knew after the entry of that number."""
        before = max(one for one in self._known if one <= number)
        since = (one for one in self.journal.seen_by(ROOM) if before < one.number <= number)
        return self._known.setdefault(number, fold(since, self._known[before]))

    @property
    def state(self) -> State:
        """The fold of the whole journal, under the name that scoring knows."""
        return self.truth

    @cached_property
    def people(self) -> People:
        """What is true of the people; before EndEx only what the team knows."""
        return self.truth.truth or self.known.people

    @cached_property
    def read(self) -> frozenset[RecordId]:
        """Truth: the people whose unsecured records were read."""
        return people_of(self.truth.read, self.people)

    @cached_property
    def notifiable(self) -> frozenset[RecordId]:
        """Truth: the people who cannot be excluded."""
        return people_of(self.truth.notifiable, self.people)

    @cached_property
    def listed(self) -> frozenset[RecordId]:
        """The lines of the list that counts, as the team wrote them: two lines for one person stay two."""
        version = self.truth.chosen_list
        return frozenset(version.people) if version else frozenset()

    @cached_property
    def list_refs(self) -> Refs:
        """The entry of the list in `listed`."""
        version = self.truth.chosen_list
        return tuple(one.number for one in self.truth.lists if version and one.fact.version == version.version)

    @cached_property
    def facts(self) -> IncidentFacts:
        """What the clocks of the truth side ran on."""
        return incident_facts(self.truth, self.playbook, "truth")

    @cached_property
    def true(self) -> Mapping[str, Obligation]:
        """The obligations as they were, by id."""
        return {one.id: one for one in self.played.true}

    @cached_property
    def required(self) -> tuple[Obligation, ...]:
        """What the law asked for, on the truth."""
        return tuple(one for one in self.played.true if one.required)

    def notice_refs(self, obligation: Obligation) -> Refs:
        """The notices that counted for an obligation, or the work that kept a contract."""
        sent = tuple(one.number for one in self.truth.notices if one.fact.audience in obligation.audiences)
        return sent or kept_by(obligation.id, self.truth, self.playbook)

    def when(self, at: Seconds) -> str:
        """A local date and time."""
        return self.playbook.calendar.at(at).strftime("%Y-%m-%d %H:%M")

    def day(self, at: Seconds) -> str:
        """A local date and the exercise's day."""
        number = self.playbook.calendar.number(at)
        return f"{self.playbook.calendar.day(at)} (D{number:+d})"

    def fraction(self, at: Seconds) -> float:
        """Days since StartEx."""
        return round(at / DAY, 4)

    def said(self, decision: int, *roles: str) -> tuple[str, ...]:
        """What people typed about a decision; a decider's name only where names are wanted."""
        return tuple(
            plain(one.text)
            for one in self.played.words
            if one.decision == decision
            and (not roles or one.role in roles)
            and (one.role != "decider" or self.played.names)
        )

    def recorded(self, entry: int) -> f.DecisionRecorded | None:
        """The decision that an entry came from."""
        cause = self.journal[entry].cause
        fact = self.journal[cause].fact if cause else None
        return fact if isinstance(fact, f.DecisionRecorded) else None

    def typed_with(self, entry: int, role: str, kept: str) -> str:
        """What somebody typed into the decision behind an entry; without words of it what the journal has."""
        decision = self.recorded(entry)
        return "; ".join(self.said(decision.number, role) if decision else ()) or self.typed(kept)

    def typed(self, text: str) -> str:
        """What somebody typed into a form that the journal keeps."""
        mask = self.played.mask
        return plain(mask(text) if mask else text)

    @cached_property
    def evaluation(self) -> Evaluation:
        """What was written down about the exercise: ratings, notes, lessons, the improvement plan."""
        return evaluation_of(one.text for one in self.played.words if one.role == "record")

    @cached_property
    def runbook(self) -> str:
        """The runbook that decided in the room's place; empty: people did."""
        seated = self.evaluation.seated.get(ROOM)
        return self.played.runbook or (seated.name if seated and seated.how == "auto" else "")

    @property
    def end_refs(self) -> Refs:
        """The last entry: what never happened until then, never happened."""
        return (len(self.entries),)

    @cached_property
    def truth_refs(self) -> Refs:
        """The entries that make the set of notifiable people: its changes, and who the people are in truth."""
        kinds = (f.NotifiableChanged, f.TruthRevealed)
        return tuple(one.number for one in self.entries if isinstance(one.fact, kinds))

    @property
    def graded_refs(self) -> Refs:
        """The list that counts, and what it is held against."""
        return (*self.list_refs, *self.truth_refs) or self.end_refs

    def decision_behind(self, number: int) -> Dated[f.DecisionRecorded] | None:
        """The decision that an entry followed from; None: it followed from none."""
        cause: int | None = number
        while cause:
            entry = self.journal[cause]
            if isinstance(entry.fact, f.DecisionRecorded):
                return Dated(number=entry.number, at=entry.at, fact=entry.fact)
            cause = entry.cause
        return None

    def seat_title(self, seat: str) -> str:
        """How a seat is called."""
        known = self.playbook.seats.get(SeatId(seat))
        return known.title if known else {"room": "The room", "controller": "Controller"}.get(seat, seat)
