"""The legal acts and the list, asked line by line."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from simulator.domain import decisions as d
from simulator.domain.ids import InjectId, SourceId
from simulator.domain.lists import ListSpec
from simulator.exercise.room.scoping.lists import labels_shown, listable
from tui import present
from tui.plain.letters import Letters
from tui.texts.room import list_line

_FACTORS = (
    ("nature", "1 The PHI: its nature and extent, how likely people can be identified"),
    ("recipient", "2 Who got it: the unauthorised person"),
    ("acquired", "3 Was it in fact acquired or viewed"),
    ("mitigation", "4 How far the risk has been mitigated"),
)


class Acts(Letters):
    """What has legal weight."""

    def discovery(self) -> None:
        """The discovery date."""
        day = self.day("Discovered on (as 2026-01-31): ")
        self.submit(d.StateDiscovery(seat=self.drill.seat, day=day, by=self.legal_seat()), **self.why(required=True))

    def hold(self) -> None:
        """Who asked to hold notices back."""
        rows = [(one.ref, present.clean(one.title)) for one in self.drill.view.open if one.kind == "hold"]
        if not rows:
            self.tell("Nobody has asked to hold notices back, or it is recorded.")
            return
        inject = self.one_of("Which request?", rows)
        official = self.ask("Who stated it? (name or office) ")
        act = d.RecordHold(seat=self.drill.seat, inject=InjectId(inject), official=official, by=self.legal_seat())
        self.submit(act, **self.why(required=True))

    def build(self) -> None:
        """The next version of the list."""
        playbook, drill = self.drill.playbook, self.drill
        pulled = [(one, playbook.sources[one].title) for one in listable(playbook) if one in drill.known.pulled]
        if not pulled:
            self.tell("Nothing is pulled yet that shows people, so there is nothing to list.")
            return
        scope = self.one_of(
            "Who?", [("presumed", "everyone in reach whom nothing excludes"), ("narrow", "those shown as read")]
        )
        sources = tuple(SourceId(one) for one, title in pulled if self.yes(f"Use {title}?"))
        spec = ListSpec(
            scope="narrow" if scope == "narrow" else "presumed",
            sources=sources,
            merges=self.yes("Count merged numbers as one person?"),
            drop_tests=self.yes("Drop test patients?"),
            keep_deceased=self.yes("Keep the deceased?"),
            by="residence" if self.yes("Count by residence (no: by clinic)?") else "clinic",
        )
        labels = [one for one in labels_shown(spec, drill.known) if self.yes(f"Leave out {one}?")]
        spec = replace(spec, without=tuple(labels))
        self.submit(d.BuildList(seat=drill.seat, spec=spec))

    def freeze(self) -> None:
        """Which version notices go by."""
        rows = [(str(one.version), present.flat(list_line(one))) for one in self.drill.view.exposure.lists]
        if not rows:
            self.tell("There is no list yet.")
            return
        version = int(self.one_of("Which version?", rows))
        self.submit(
            d.FreezeList(seat=self.drill.seat, version=version, by=self.legal_seat()), **self.why(required=True)
        )

    def determine(self) -> None:
        """The four factors, and the judgement."""
        factors: dict[str, Any] = {name: self._factor(title) for name, title in _FACTORS}
        breach = self.one_of("Is it a notifiable breach?", [("yes", "a breach"), ("no", "no breach")]) == "yes"
        act = d.DetermineBreach(
            seat=self.drill.seat, breach=breach, assessment=d.Assessment(**factors), by=self.legal_seat()
        )
        self.submit(act, **self.why(required=True))

    def _factor(self, title: str) -> d.Factor | None:
        self.tell(title)
        finding = self.ask("Finding (empty: not answered): ")
        if not finding:
            return None
        weight = self.one_of("Weight?", [("low", "low"), ("medium", "medium"), ("high", "high")])
        return d.Factor(finding=finding, weight=weight, sources=tuple(self.drill.known.pulled))
