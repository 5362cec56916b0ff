"""Who a row says it was, and from where: staff in ordinary traffic, our middleware, or a reader with its credential."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from simulator.domain.sources import RowOf
from simulator.domain.time import DAY
from simulator.engine.rows.sheet import Cells, Sheet, token
from simulator.engine.visits import Read
from simulator.world.folk import Account, Workforce, workforce

MIDDLEWARE = "203.0.113.10"
"""The address of our own middleware; assumed."""
ANONYMOUS = "anonymous"
"""The credential of a path that asks nobody who he is."""
_OFFICES = tuple(f"203.0.113.{number}" for number in range(20, 34))
"""The outgoing addresses of fourteen clinics; assumed."""
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
    known = len(workforce(sheet.sandbox.seed).people)
    return (sheet.uniform("who") ** 2 * known).astype(np.int64).tolist()  # type: ignore[no-any-return]


def _account(shown: str, known: Workforce) -> Account:
    """Whose account a credential opens: a login's own, any key that of the integration user."""
    return known.known.get(shown.partition("@")[0], known.shared)


def _accounts(sheet: Sheet) -> list[Account | None]:
    """The account behind each row; None where nobody was asked who he is."""
    known, shown = workforce(sheet.sandbox.seed), _credentials(sheet)
    if shown is not None:
        return [None if one is None else _account(one, known) for one in shown]
    if sheet.kind in _SYSTEM:
        return [known.shared] * len(sheet)
    if sheet.kind is RowOf.CHANGE:
        return [known.administrator] * len(sheet)
    return [known.people[one] for one in _staff(sheet)]


def _said(tell: Callable[[Account], str]) -> Callable[[Sheet], Cells]:
    """A word about the account."""

    def told(sheet: Sheet) -> Cells:
        return [None if one is None else tell(one) for one in _accounts(sheet)]

    return told


def _actor(sheet: Sheet) -> Cells:
    """What the one who acted called himself: a visitor by what he showed, everybody else by his login."""
    shown = _credentials(sheet)
    return _said(lambda one: one.login)(sheet) if shown is None else shown


def _address(sheet: Sheet) -> Cells:
    reads = _reads(sheet)
    if reads is not None:
        return [sheet.playbook.readers[one.reader].address or None for one in reads]
    if sheet.kind in _SYSTEM:
        return [MIDDLEWARE] * len(sheet)
    return [_OFFICES[one % len(_OFFICES)] for one in _staff(sheet)]


def _agent(sheet: Sheet) -> Cells:
    if _reads(sheet) is not None:
        return [_TOOL] * len(sheet)
    if sheet.kind in _SYSTEM:
        return [_OURS] * len(sheet)
    return [_BROWSERS[place] for place in np.searchsorted(_BROWSER_EDGES, sheet.uniform("agent")).tolist()]


def _key(name: str) -> Callable[[Sheet], Cells]:
    """A session: one a visit, or one a day of each employee."""

    def tell(sheet: Sheet) -> Cells:
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


WORDS: Mapping[str, Callable[[Sheet], Cells]] = {
    "actor": _actor,
    "actor-id": _said(lambda one: one.user),
    "actor-id-15": _said(lambda one: one.user[:15]),
    "directory-id": _said(lambda one: one.directory),
    "username": _said(lambda one: one.username),
    "display-name": _said(lambda one: one.name),
    "department": _said(lambda one: one.department),
    "address": _address,
    "user-agent": _agent,
    "session-key": _key("session"),
    "login-key": _key("login"),
}
