"""What a die on the table can show for an order: the odds, before it is rolled."""

from __future__ import annotations

from simulator.domain.chance import chance_of, luck_of
from simulator.domain.decisions import TakeAction
from simulator.domain.direction import SIDES
from simulator.domain.ids import ActionId
from simulator.domain.permit import permit
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.domain.time import Seconds
from simulator.engine.labour import is_night

SHOWS = f"Type a number from 1 to {SIDES}"
"""What to do where something else was typed."""


def needs_a_die(state: State, order: TakeAction, playbook: Playbook, now: Seconds) -> bool:
    """Whether dice are on the table, and the order would be taken: for one that is refused nobody rolls."""
    return chance_of(state.made) == "table" and permit(state, order, playbook, now) is None


def rolled(said: str) -> int | None:
    """The number that a die shows; None where what was typed is none."""
    shows = int(said) if said.isascii() and said.isdigit() else 0
    return shows if 1 <= shows <= SIDES else None


def odds_words(action: ActionId, playbook: Playbook, now: Seconds) -> str:
    """From which number on somebody is found at once, and up to which the work goes wrong, as the role cards tell."""
    wanted = playbook.actions[action]
    owner = playbook.seats[wanted.owner]
    share = owner.reach(playbook.calendar.at(now))
    found = next((shows for shows in range(1, SIDES + 1) if luck_of(shows) < share), None)
    if found is None:
        begins = "Nobody answers at this hour, whatever it shows"
    else:
        begins = "Somebody answers at once" if found == 1 else f"{found} or more: somebody answers at once"
    if wanted.share:
        return f"{begins}. The higher, the sooner it is done."
    rate = owner.error_rate * (owner.night_error_factor if is_night(playbook.calendar, now) else 1)
    wrong = max((shows for shows in range(1, SIDES + 1) if 1 - luck_of(shows) < rate), default=0)
    goes = "" if not wrong else f" {wrong}: it goes wrong" if wrong == 1 else f" {wrong} or less: it goes wrong"
    return f"{begins}. The higher, the sooner it is done.{goes and goes + ' and is done again.'}"
