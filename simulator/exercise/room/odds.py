"""What a die on the table can show for an order: the odds, before it is rolled."""

from __future__ import annotations

from simulator.domain.chance import luck_of
from simulator.domain.direction import SIDES
from simulator.domain.ids import ActionId
from simulator.domain.playbook import Playbook
from simulator.domain.time import Seconds
from simulator.engine.labour import is_night


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
