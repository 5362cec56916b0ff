"""What the team expects, line by line: asked as each of the first three moves ends, as on the screens."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from tui.estimates import ASKED, NO_WEIGHT, answered, as_chance, as_range, due_moment, never, not_now

if TYPE_CHECKING:
    from tui.plain.asking import Asking

Answer = TypeVar("Answer")
_THREE = "at least, most likely, at most"


def ask_expected(talk: Asking) -> None:
    """If a moment has come: whether somebody guesses now, then the three guesses; each may stay empty."""
    moment = due_moment(talk.drill)
    if moment is None:
        return
    talk.tell(f"What do you expect? ({moment} of 3) {ASKED}")
    talk.tell(NO_WEIGHT)
    said = _until(talk, "Guess now? yes, no or never (empty: no): ", _when)
    if said == "yes":
        people = _until(talk, f"People to be told: {_THREE} (as 100 400 900; may stay empty): ", _three)
        chance = _until(talk, "Taken: how likely, 0 to 100 % (may stay empty): ", as_chance)
        hours = _until(talk, f"Hours until every service is up: {_THREE} (as 12 24 72; may stay empty): ", _three)
        makes = answered(moment, people, chance, hours)
    else:
        makes = never(moment) if said == "never" else iter((not_now(moment),))
    for make in makes:
        talk.drill.write(make).result()
    talk.tell("Written down." if said == "yes" else "Not asked again." if said == "never" else "Not now.")


def _until(talk: Asking, question: str, read: Callable[[str], Answer]) -> Answer:
    """Ask until it can be read."""
    while True:
        try:
            return read(talk.ask(question))
        except ValueError as wrong:
            talk.tell(str(wrong))


def _when(said: str) -> str:
    if said.lower() not in {"yes", "no", "never", ""}:
        raise ValueError("Type yes, no or never.")
    return said.lower()


def _three(said: str) -> tuple[float | None, ...]:
    return tuple(as_range(said.split()))
