"""Who a row says it was, and from where: staff in ordinary traffic, our middleware, or a reader with its credential."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from simulator.domain.nouns import Cell, RowOf
from simulator.domain.time import DAY
from simulator.engine.rows.happenings import Change
from simulator.engine.rows.sheet import Sheet, token
from simulator.engine.sandbox import Read
from simulator.world.identifiers import crm_id, crm_ids

MIDDLEWARE = "203.0.113.10"
"""The address of our own middleware; assumed."""
ANONYMOUS = "anonymous"
"""The credential of a path that asks nobody who he is."""
_OFFICES = tuple(f"203.0.113.{number}" for number in range(20, 34))
"""The outgoing addresses of fourteen clinics; assumed."""
_STAFF, _FIRST_STAFF = 320, 12
"""Staff with a licence, and the number of the first of them. Source: domain.md 1.1, scaled as in `world.staff`."""
_INTEGRATION_USER = crm_id("005", 0)
"""The CRM user that all integrations share. Source: domain.md 1.1."""
_BROWSERS = ("Mozilla/5.0 Windows", "Mozilla/5.0 Macintosh", "Mozilla/5.0 iPhone", "Mozilla/5.0 Android")
_BROWSER_EDGES = (0.66, 0.8, 0.92)
_TOOL = "http-client/2.31"
_OURS = "middleware/4.2"
_SYSTEM = {RowOf.WRITE, RowOf.REJECT}


def _reads(sheet: Sheet) -> Sequence[Read] | None:
    """The visit behind each row; None where there is none."""
    if sheet.of.read is not None:
        return [sheet.of.read] * len(sheet)
    if sheet.of.visits:
        return [sheet.of.visits[index] for index in sheet.at.tolist()]
    return None


def _credentials(sheet: Sheet) -> list[str | None] | None:
    """What each row's visitor showed; None for all others."""
    reads = _reads(sheet)
    if reads is None:
        return None
    shown = [sheet.playbook.grants[one.grant].credential for one in reads]
    return [None if one == ANONYMOUS else one for one in shown]


def _staff(sheet: Sheet) -> list[int]:
    """The number of the employee behind each row; a few do most of the work."""
    return (_FIRST_STAFF + (sheet.uniform("who") ** 2 * _STAFF).astype(np.int64)).tolist()  # type: ignore[no-any-return]


def _said(
    visitor: Callable[[str], Cell], system: Cell, staff: Callable[[list[int]], Sequence[Cell]]
) -> Callable[[Sheet], Sequence[Cell]]:
    """A word about who it was, by what the rows are of."""

    def tell(sheet: Sheet) -> Sequence[Cell]:
        shown = _credentials(sheet)
        if shown is not None:
            known = {one: visitor(one) for one in set(shown) if one is not None}
            return [None if one is None else known[one] for one in shown]
        if sheet.kind in _SYSTEM:
            return [system] * len(sheet)
        if sheet.kind is RowOf.CHANGE:
            return [system if one.now != "opened" else "svc-deploy" for one in _changed(sheet)]
        return staff(_staff(sheet))

    return tell


def _changed(sheet: Sheet) -> list[Change]:
    return [sheet.of.changes[index] for index in sheet.at.tolist()]


def _address(sheet: Sheet) -> Sequence[Cell]:
    reads = _reads(sheet)
    if reads is not None:
        return [sheet.playbook.readers[one.reader].address for one in reads]
    if sheet.kind in _SYSTEM:
        return [MIDDLEWARE] * len(sheet)
    return [_OFFICES[one % len(_OFFICES)] for one in _staff(sheet)]


def _agent(sheet: Sheet) -> Sequence[Cell]:
    if _reads(sheet) is not None:
        return [_TOOL] * len(sheet)
    if sheet.kind in _SYSTEM:
        return [_OURS] * len(sheet)
    return [_BROWSERS[place] for place in np.searchsorted(_BROWSER_EDGES, sheet.uniform("agent")).tolist()]


def _key(name: str) -> Callable[[Sheet], Sequence[Cell]]:
    """A session: one a visit, or one a day of each employee."""

    def tell(sheet: Sheet) -> Sequence[Cell]:
        seed, reads = sheet.sandbox.seed, _reads(sheet)
        if reads is not None:
            known = {one.name: token(seed, name, one.name) for one in reads}
            return [known[one.name] for one in reads]
        if sheet.kind in _SYSTEM or sheet.kind is RowOf.CHANGE:
            return [token(seed, name, "middleware")] * len(sheet)
        days = (sheet.of.when[sheet.at] // DAY).tolist()
        made: dict[tuple[int, int], str] = {}
        pairs = list(zip(_staff(sheet), days, strict=True))
        for one in pairs:
            if one not in made:
                made[one] = token(seed, name, *one)
        return [made[one] for one in pairs]

    return tell


WORDS: Mapping[str, Callable[[Sheet], Sequence[Cell]]] = {
    "actor": _said(str, "middleware", lambda staff: [f"u{one:04d}" for one in staff]),
    "actor-id": _said(lambda _: _INTEGRATION_USER, _INTEGRATION_USER, lambda staff: crm_ids("005", staff)),
    "actor-id-15": _said(
        lambda _: _INTEGRATION_USER[:15],
        _INTEGRATION_USER[:15],
        lambda staff: [one[:15] for one in crm_ids("005", staff)],
    ),
    "username": _said(
        lambda one: f"{one}@example.org",
        "middleware@example.org",
        lambda staff: [f"u{one:04d}@example.org" for one in staff],
    ),
    "display-name": _said(
        lambda one: one.replace("-", " ").capitalize(), "Middleware", lambda staff: [f"Employee {one}" for one in staff]
    ),
    "address": _address,
    "user-agent": _agent,
    "session-key": _key("session"),
    "login-key": _key("login"),
}
