"""The list without a screen: guided answers, a list made outside, and a version as CSV."""

from __future__ import annotations

from simulator.domain.ids import StoreId
from simulator.errors import BreachdrillError
from simulator.exercise.room.desk.desk import desk_of
from simulator.exercise.room.scoping.changes import bases
from simulator.exercise.room.scoping.exports import export_list
from simulator.exercise.room.scoping.guided import Guide, Period
from simulator.exercise.room.scoping.imports import found_file, read_list
from tui import present
from tui.plain.acts import Acts
from tui.texts.guide import guidance_lines
from tui.texts.room import list_line


class Scoping(Acts):
    """Who is affected, and why."""

    def guide(self) -> None:
        """The four questions about a person or a store."""
        drill = self.drill
        desk = desk_of(drill.exercise, drill.seat)
        desk.store(drill.ask(lambda _: desk.fetch()).result())
        guide = Guide(desk, drill.ask(lambda _: desk.sources()).result(), drill.known, drill.playbook)
        stores = [(str(key), one.title) for key, one in drill.playbook.stores.items()]
        about = self.one_of("About whom?", [("person", "one person"), *stores])
        try:
            if about == "person":
                found = guide.person(self.ask("Record number (as SIM-0001234): "))
            else:
                since, until = self.ask("From (UTC, as 2026-09-06T14:00; empty: open): "), self.ask("Until: ")
                found = guide.store(StoreId(about), Period(since=since, until=until))
        except BreachdrillError as fault:
            self.tell(str(fault))
            return
        self.tell_all(guidance_lines(found))

    def take_over(self) -> None:
        """A list made outside becomes the next version."""
        drill = self.drill
        try:
            outside = read_list(found_file(self.ask("File: "), drill.folder), drill.playbook, drill.exercise.seed)
        except BreachdrillError as fault:
            for line in str(fault).splitlines():
                self.tell(line)
            return
        self.submit(outside.decision(drill.seat))

    def export(self) -> None:
        """A version of the list as CSV."""
        drill, known = self.drill, self.drill.known
        rows = [(str(one.version), present.flat(list_line(one))) for one in drill.view.exposure.lists]
        if not rows:
            self.tell("There is no list yet.")
            return
        version = known.list_version(int(self.one_of("Which version?", rows)))
        found = drill.ask(lambda exercise: bases(known, exercise.journal)).result()
        if version is None:
            return
        try:
            path = export_list(version, found[version.version], drill.playbook, drill.exercise.seed, drill.folder)
        except BreachdrillError as fault:
            self.tell(str(fault))
            return
        self.tell(f"Written: {path}")
