"""Whose record, when, by whom, and can we exclude them? Asked for one person or for a store, answered without SQL."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual import work
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Select, Static

from simulator.domain.ids import RecordId, StoreId
from simulator.errors import BreachdrillError
from simulator.exercise.room.desk.desk import desk_of
from simulator.exercise.room.scoping.guided import Guidance, Guide, Period, record_number
from tui.pacing import Drill
from tui.present import SYMBOLS, Line, clean
from tui.texts.guide import guidance_lines
from tui.widgets.fields import Words, choice
from tui.widgets.frame import DrillDialog
from tui.widgets.paint import paint, paint_all
from tui.widgets.rows import Lines

PERSON = ""
"""What is chosen where one person is asked about, and no store."""


class GuideDialog(DrillDialog):
    """One person by record number or from the list, or a store with a period; the answers with their SQL below."""

    HOLDS: ClassVar[bool] = False
    DEFAULT_CSS = """
    GuideDialog #box { width: 118; height: 100%; padding: 0 1; overflow: hidden; }
    GuideDialog #box Input, GuideDialog #box Select { margin-bottom: 0; }
    GuideDialog #box Static { margin-bottom: 0; }
    GuideDialog #who { width: 1fr; height: 1; }
    GuideDialog #what { height: 1; }
    GuideDialog #period { height: 1; }
    GuideDialog #since, GuideDialog #until { width: 1fr; }
    GuideDialog #found { height: 1fr; }
    GuideDialog #people { width: 24; border: round $secondary; }
    GuideDialog #people:focus, GuideDialog #answers:focus { border: heavy $accent; }
    GuideDialog #answers { width: 1fr; border: round $secondary; padding: 0 1; scrollbar-size-vertical: 1; }
    """

    def __init__(self, drill: Drill, people: Mapping[RecordId, str], asked: str = "") -> None:
        super().__init__(drill, "Whose record, when, by whom, can we exclude them?")
        self.people = people
        self.asked = asked

    def compose_box(self) -> Iterable[Widget]:
        """What is asked about; the people of the list beside the answers."""
        stores = [(str(key), one.title) for key, one in self.drill.playbook.stores.items()]
        yield choice([(PERSON, "one person"), *stores], "what", "About", PERSON)
        yield Words("Record number, such as SIM-0001234: Enter asks", "who", self.asked)
        with Horizontal(id="period"):
            yield Words("Store: from (UTC)", "since")
            yield Words("Store: until", "until")
        yield Static("", id="fault", markup=False)
        with Horizontal(id="found"):
            people = Lines("people", "On the list")
            people.border_subtitle = Content("Enter asks")
            yield people
            with VerticalScroll(id="answers") as answers:
                answers.border_title = Content("What the collected evidence says")
                yield Static("", markup=False, id="said")

    def on_mount(self) -> None:
        """The people of the list, and the answer where somebody was given."""
        rows: list[tuple[str, Line]] = [
            (record_number(record), ((f"{record_number(record)} {clean(state)}", "plain"),))
            for record, state in self.people.items()
        ]
        self.query_one("#people", Lines).show(rows or [("", (("Nobody yet.", "dim"),))])
        self.query_one("#who", Words).focus()
        if self.asked:
            self._ask()

    def on_input_submitted(self, sent: Input.Submitted) -> None:
        """Ask."""
        sent.stop()
        self._ask()

    def on_select_changed(self, changed: Select.Changed) -> None:
        """A store is asked about as soon as it is chosen."""
        if changed.value != PERSON:
            self._ask()

    def on_drawn_list_chosen(self, chosen: Lines.Chosen) -> None:
        """Ask about the person under the cursor."""
        key = self.query_one("#people", Lines).key
        if chosen.control.id == "people" and key:
            self.query_one("#what", Select).value = PERSON
            self.query_one("#who", Words).value = key
            self._ask()

    @work(group="guide", exclusive=True)
    async def _ask(self) -> None:
        store = self.query_one("#what", Select).value
        who, since, until = (self.query_one(f"#{name}", Words).said for name in ("who", "since", "until"))
        try:
            if store == PERSON:
                found = await answered(self.drill, who)
            else:
                found = await answered_of_store(self.drill, str(store), Period(since=since, until=until))
        except BreachdrillError as fault:
            self.query_one("#fault", Static).update(paint(((f"{SYMBOLS['red']} {clean(str(fault))}", "red"),)))
            return
        self.query_one("#fault", Static).update("")
        self.query_one("#said", Static).update(paint_all(guidance_lines(found)))
        self.query_one("#answers", VerticalScroll).scroll_home(animate=False)


async def answered(drill: Drill, who: str) -> Guidance:
    """The answers about a person, from the evidence as it is now."""
    guide = await _guide(drill)
    return await asyncio.to_thread(guide.person, who)


async def answered_of_store(drill: Drill, store: str, period: Period) -> Guidance:
    """The answers about a store."""
    guide = await _guide(drill)
    return await asyncio.to_thread(guide.store, StoreId(store), period)


async def _guide(drill: Drill) -> Guide:
    desk = desk_of(drill.exercise, drill.seat)
    fetched = await asyncio.wrap_future(drill.ask(lambda _: desk.fetch()))
    await asyncio.to_thread(desk.store, fetched)
    lines = await asyncio.wrap_future(drill.ask(lambda _: desk.sources()))
    return Guide(desk, lines, drill.known, drill.playbook)
