"""Days on which something is due as an iCalendar: whole-day entries with alarms, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDay:
    """Something due on a day. A newer file with the same `uid` moves the entry; `rings`: words by days before it."""

    uid: str
    written: date
    summary: str
    day: date
    categories: tuple[str, ...]
    lines: tuple[str, ...]
    rings: Mapping[int, str]
    also: Mapping[str, str | int] = field(default_factory=dict)


def as_calendar(product: str, name: str, days: Iterable[DueDay]) -> str:
    """The text of the file; `product`: what of this program made it."""
    from icalendar import Calendar  # loads for half as long as the law judges

    calendar = Calendar()
    calendar.add("prodid", f"-//breachdrill//{product}//EN")
    calendar.add("version", "2.0")
    calendar.add("name", name)
    for one in days:
        calendar.add_component(_entry(one))
    text: str = calendar.to_ical().decode("utf-8")
    return text


def _entry(one: DueDay) -> Event:
    from icalendar import Alarm, Event

    entry = Event()
    entry.add("uid", f"{one.uid}@breachdrill")
    entry.add("dtstamp", datetime.combine(one.written, time(), UTC))
    entry.add("summary", one.summary)
    entry.add("dtstart", one.day)
    entry.add("dtend", one.day + timedelta(days=1))
    entry.add("transp", "TRANSPARENT")
    entry.add("categories", list(one.categories))
    entry.add("description", "\n".join(one.lines))
    for name, value in one.also.items():
        entry.add(name, value)
    for days, words in one.rings.items():
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", words)
        alarm.add("trigger", timedelta(days=-days))
        entry.add_component(alarm)
    return entry
