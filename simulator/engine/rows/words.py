"""What each word of a card stands for in a row: one function a word, over all rows of a sheet at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping

import numpy as np

from simulator.domain.ids import GrantId, StoreId
from simulator.domain.rowwords import MOMENTS
from simulator.domain.sources import Cell, Stamp
from simulator.engine.copies import NEVER
from simulator.engine.rows import bodies, messages, people, who
from simulator.engine.rows.happenings import Moments
from simulator.engine.rows.sheet import Cells, Sheet
from simulator.engine.rows.stamps import dates, stamps, start_utc

HOSTS = ("int-01", "int-02", "int-03")
FAST_HOST = "int-04"
"""The host whose clock runs ahead."""


def moments(sheet: Sheet, word: str) -> Moments:
    """The moment that a word names, for each row; NEVER where there is none."""
    match word:
        case "time":
            return sheet.written
        case "recorded-time":
            return sheet.seen
        case "visit-end":
            return np.array([one.ended for one in sheet.of.visits], dtype=np.int64)[sheet.at]
        case "first-received-time":
            found = sheet.of.values.get(word)
            return np.full(len(sheet), NEVER, dtype=np.int64) if found is None else found[sheet.at]
        case "a40-time":
            return people.merged_at(sheet)
    copies, slots = sheet.sandbox.copies, sheet.slots
    if word == "enqueued-time":
        return copies.entered[slots].astype(np.int64)
    if word == "appointment-time":
        return bodies.appointments(sheet)
    if sheet.of.store is None:
        return np.full(len(sheet), NEVER, dtype=np.int64)
    shelf = copies.shelves[sheet.of.store]
    return (shelf.arrive if word == "arrived-time" else shelf.leave)[slots].astype(np.int64)


def cells(sheet: Sheet, word: str, notation: Stamp | None = None) -> Cells:
    """What stands in a column that holds this word, as text or number; `notation` is another than the source's."""
    if word in MOMENTS:
        source = sheet.source
        return stamps(sheet.playbook.calendar, source.clock, notation or source.stamp, moments(sheet, word))
    return WORDS[word](sheet)


def _epoch(sheet: Sheet) -> Cells:
    return _plain(sheet.written + start_utc(sheet.playbook.calendar))


def _date(sheet: Sheet) -> Cells:
    return dates(sheet.playbook.calendar, sheet.written)


def _sequence(sheet: Sheet) -> Cells:
    return [None] * len(sheet) if sheet.sequence is None else _plain(sheet.sequence)


def _file_name(sheet: Sheet) -> Cells:
    """The file that a row stood in: its hour or day, and its issue."""
    step = 13 if sheet.source.files == "hourly" else 10
    calendar = sheet.playbook.calendar
    hours = stamps(calendar, "utc", "iso", sheet.of.when[sheet.at])
    issue = _sequence(sheet)
    name = sheet.source.id
    return [f"{name}-{str(hour)[:step]}-{number or 0}" for hour, number in zip(hours, issue, strict=True)]


def _host(sheet: Sheet) -> Cells:
    place = (sheet.uniform("host") * 997).astype(np.int64) % len(HOSTS)
    return np.where(sheet.fast, FAST_HOST, np.array(HOSTS)[place]).tolist()  # type: ignore[no-any-return]


def _request_id(sheet: Sheet) -> Cells:
    return [f"{number:016X}" for number in sheet.numbers("request").tolist()]


def signs(sheet: Sheet, word: str, name: str) -> Cells:
    """A value that only tells apart: a UUID or a hash, another one in each column of a row."""
    numbers = sheet.numbers(f"{word}/{name}").tolist()
    if word == "hash":
        return [hashlib.sha256(str(number).encode()).hexdigest() for number in numbers]
    both = [f"{one:016x}{two:016x}" for one, two in zip(numbers, sheet.numbers("request").tolist(), strict=True)]
    return [f"{one[:8]}-{one[8:12]}-4{one[13:16]}-a{one[17:20]}-{one[20:]}" for one in both]


def _store(sheet: Sheet) -> Cells:
    if sheet.of.store is not None:
        return [sheet.of.store] * len(sheet)
    if sheet.of.visits:
        return [sheet.of.visits[index].store for index in sheet.at.tolist()]
    known = sheet.source.stores
    if not known:
        return [None] * len(sheet)
    return [known[place] for place in (sheet.uniform("store") * len(known)).astype(np.int64).tolist()]


def _store_kind(sheet: Sheet) -> Cells:
    stores = sheet.playbook.stores
    return [
        None if one is None else "queue" if stores[one].keep is not None else "bucket"  # type: ignore[index]
        for one in _store(sheet)
    ]


def _bytes(sheet: Sheet) -> Cells:
    if "bytes" in sheet.of.values:
        return _plain(sheet.of.values["bytes"][sheet.at])
    if sheet.of.visits:
        return _visited(sheet, lambda slots: int(sheet.sandbox.copies.size[slots].sum(dtype=np.int64)))
    if sheet.of.slots is None:
        return _plain((200 + sheet.uniform("bytes") ** 2 * 20_000).astype(np.int64))
    return _plain(sheet.sandbox.copies.size[sheet.slots])


def _count(sheet: Sheet) -> Cells:
    if "count" in sheet.of.values:
        return _plain(sheet.of.values["count"][sheet.at])
    return _visited(sheet, len) if sheet.of.visits else [1] * len(sheet)


def _records(sheet: Sheet) -> Cells:
    def listed(slots: Iterable[int]) -> str:
        records = sheet.sandbox.records(np.array(slots, dtype=np.intp))
        known = people.account_ids(sheet.sandbox, np.array(records, dtype=np.intp))
        return json.dumps([one for one in known if one is not None])

    return _visited(sheet, listed)


def _visited(sheet: Sheet, tell: Callable[..., Cell]) -> Cells:
    """What somebody took on each visit, as far as it had come when the source was pulled."""
    visits = [sheet.of.visits[index] for index in sheet.at.tolist()]
    return [tell(one.slots[one.when < sheet.view.until]) for one in visits]


def _lasting(factor: int) -> Callable[[Sheet], Cells]:
    def tell(sheet: Sheet) -> Cells:
        visits = [sheet.of.visits[index] for index in sheet.at.tolist()]
        return [(one.ended - one.at) * factor for one in visits]

    return tell


def _target(sheet: Sheet) -> Cells:
    if sheet.of.changes:
        grants = sheet.playbook.grants
        targets = [sheet.of.changes[index].target for index in sheet.at.tolist()]
        return [", ".join(grants[GrantId(one)].stores) if one in grants else one for one in targets]
    stores = sheet.playbook.stores
    return [None if one is None else stores[one].title for one in _store(sheet)]  # type: ignore[index]


def kinds_changed(sheet: Sheet) -> list[str]:
    """Each change after the kind of store that it concerns: `queue opened`; alone where it concerns none."""
    grants, stores = sheet.playbook.grants, sheet.playbook.stores
    said = []
    for change in (sheet.of.changes[index] for index in sheet.at.tolist()):
        target = grants[GrantId(change.target)].stores[0] if change.target in grants else StoreId(change.target)
        store = stores.get(target)
        said.append(change.now if store is None else f"{'bucket' if store.keep is None else 'queue'} {change.now}")
    return said


def _change(sheet: Sheet) -> Cells:
    return [sheet.of.changes[index].now for index in sheet.at.tolist()]


def _grant(sheet: Sheet) -> Cells:
    if sheet.of.read is not None:
        return [sheet.of.read.grant] * len(sheet)
    return [sheet.of.visits[index].grant for index in sheet.at.tolist()]


def _value(name: str) -> Callable[[Sheet], Cells]:
    def tell(sheet: Sheet) -> Cells:
        found = sheet.of.values.get(name)
        return [None] * len(sheet) if found is None else _plain(found[sheet.at])

    return tell


def _signs(sheet: Sheet) -> Cells:
    return [len(sheet.source.reveals)] * len(sheet)


def _findings(sheet: Sheet) -> Cells:
    """What somebody who read it through brings back."""
    signs = [sheet.playbook.indicators[key] for key in sheet.source.reveals]
    at = np.array([min(one.at, sheet.view.until) for one in signs], dtype=np.int64)
    when = stamps(sheet.playbook.calendar, "utc", "iso", at)
    said = [f"{moment} {one.title}: {one.text}" for moment, one in zip(when, signs, strict=True)]
    said.append(f"Nothing {'else ' if signs else ''}in it bears on the incident.")
    return [" ".join(said)] * len(sheet)


def _plain(numbers: np.ndarray[tuple[int, ...], np.dtype[np.generic]]) -> Cells:
    found: list[Cell] = numbers.tolist()
    return found


WORDS: Mapping[str, Callable[[Sheet], Cells]] = {
    "epoch": _epoch,
    "date": _date,
    "sequence": _sequence,
    "file-name": _file_name,
    "host": _host,
    "org-id": lambda sheet: ["00DSIM000000001"] * len(sheet),
    "request-id": _request_id,
    "uuid": lambda sheet: signs(sheet, "uuid", ""),
    "hash": lambda sheet: signs(sheet, "hash", ""),
    "store": _store,
    "store-kind": _store_kind,
    "bytes": _bytes,
    "count": _count,
    "records": _records,
    "duration-ms": _lasting(1000),
    "visit-seconds": _lasting(1),
    "target": _target,
    "change": _change,
    "grant": _grant,
    "received-count": _value("received-count"),
    "our-receives": _value("our-receives"),
    "lay-open": _value("lay-open"),
    "subject": lambda sheet: [sheet.source.title] * len(sheet),
    "signs": _signs,
    "findings": _findings,
    **messages.WORDS,
    **who.WORDS,
    **people.WORDS,
}
"""The words that name no moment, and what they answer with."""
