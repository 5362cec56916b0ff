"""Which of the things that were typed stand or fall together when one of them is struck out."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from simulator.domain.codec import canonical
from simulator.domain.evaluation import records as r
from simulator.domain.evaluation.fold import record_of
from simulator.domain.words import DRAFTS, FORMS, TOMBSTONE, Role, Words, redact
from simulator.errors import JournalError


def together(typed: Sequence[tuple[Role, str]], place: int) -> tuple[int, ...]:
    """The places of everything that goes with what stands at `place`: the same text, and each version of a record.

    With what was typed into a legal act goes the draft that has it.

    Of a record that has a name (an action of the plan, a rating) the last counts; without the others it would give way
    to the one before, which says nearly the same.
    """
    role, text = typed[place]
    name = _name(role, text)
    return tuple(
        at
        for at, (other, said) in enumerate(typed)
        if at == place
        or (said != TOMBSTONE and (said == text or (name is not None and _name(other, said) == name)))
        or (role in FORMS and other in DRAFTS and canonical(text) in said)
    )


def holding(typed: Sequence[tuple[Role, str]], word: str) -> tuple[int, ...]:
    """The places of everything that says a word, in whatever case, with what goes with each."""
    wanted = {_folded(word), _folded(canonical(word)[1:-1])}
    said = (
        at for at, (_, text) in enumerate(typed) if text != TOMBSTONE and any(one in _folded(text) for one in wanted)
    )
    return tuple(sorted({also for at in said for also in together(typed, at)}))


def struck(said: Sequence[Words], places: Sequence[int]) -> tuple[Words, ...]:
    """The words with those at these places struck out."""
    gone = frozenset(places)
    return tuple(redact(one) if at in gone else one for at, one in enumerate(said))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def _name(role: Role, text: str) -> tuple[str, ...] | None:
    """What a record is called: of those of one name the last counts. None: it has no name, or it is no record."""
    if role != "record" or text == TOMBSTONE:
        return None
    try:
        record = record_of(text)
    except JournalError:
        return None
    match record:
        case r.Seated(role=seat):
            return record.kind, seat
        case r.Rated(objective=objective) | r.Analysed(objective=objective):
            return record.kind, objective
        case r.Planned(id=action):
            return record.kind, action
        case r.Brought(source=source, id=action):
            return record.kind, source, action
        case r.Felt(role=seat, item=item):
            return record.kind, seat, item
        case r.Arranged() | r.Handled() | r.Washed():
            return (record.kind,)
        case _:
            return None
