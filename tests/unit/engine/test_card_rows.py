"""Every card of the library writes rows in the sandbox, and the columns of a row fit each other."""

from __future__ import annotations

from itertools import chain, islice

import pytest

from simulator.domain.ids import ReaderId, SourceId
from simulator.domain.journal import Journal
from simulator.engine.asof import AsOf, Row
from simulator.engine.rows.layout import columns_of, laid_out
from simulator.engine.rows.pulls import brought
from simulator.engine.sandbox import Sandbox
from simulator.scenario.load import load_playbook
from simulator.world.population import population
from tests.unit.scenario.scenes import copied
from tests.unit.scenario.test_source_cards import CARDS

STORES = "    stores: [int-claimcheck, appt-sync-dlq]\n"


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    """The shipped scenario at StartEx with the intruder's past, and every card recording for a week."""
    folder = copied(tmp_path_factory.mktemp("scenarios"))
    scenario = folder / "scenario.yaml"
    text = scenario.read_text(encoding="utf-8")
    used = "".join(f"  every-{name}:\n    use: {name}\n    since: 2026-09-08T09:00\n{STORES}" for name in CARDS)
    licences = sorted({card.licence for card in CARDS.values() if card.licence})
    text = text.replace("licences: [event-monitoring]", f"licences: [{', '.join(licences)}]")
    scenario.write_text(text.replace("\nindicators:\n", f"\n{used}\nindicators:\n", 1), encoding="utf-8")
    playbook = load_playbook(str(folder))
    found = Sandbox(playbook, population(playbook.world, 1), 1)
    intruder = playbook.readers[ReaderId("intruder")]
    for number, visit in enumerate(intruder.visits):
        grant = next(playbook.grants[key] for key in intruder.grants if visit.store in playbook.grants[key].stores)
        found.begin(intruder.id, f"intruder/{number}", grant, visit)
    return found


def rows(sandbox: Sandbox, card: str, most: int = 400) -> list[dict[str, object]]:
    """The first rows of a pull at StartEx, by column."""
    source = sandbox.playbook.sources[SourceId(f"every-{card}")]
    view = AsOf(number=1, until=0, vault=sandbox.vaults[source.id])
    what = brought(sandbox, source, Journal(), (view,))
    names = [name for name, _ in columns_of(source, sandbox.playbook)]
    first: list[Row] = list(islice(chain.from_iterable(laid_out(sandbox, source, view, what)), most))
    return [dict(zip(names, row, strict=True)) for row in first]


@pytest.mark.parametrize("card", [name for name, card in CARDS.items() if card.latency_hours[0] < 24])
def test_every_card_writes_rows(sandbox: Sandbox, card: str) -> None:
    """Each log has rows after a week, and none of them is empty."""
    found = rows(sandbox, card, 20)
    few = {"connected-app-usage", "vendor-statement", "returned-mail"}  # fewer than one row a day, or weeks late
    assert found or card in few
    assert all(sum(cell is not None for cell in row.values()) > 2 for row in found)


@pytest.mark.parametrize("card", ["elf-hourly-rest-api", "elf-hourly-api-total-usage", "elf-hourly-login"])
def test_both_forms_of_a_user_id_name_one_user(sandbox: Sandbox, card: str) -> None:
    """The 15 signs of USER_ID are those that USER_ID_DERIVED begins with, and both forms of a moment are one moment."""
    found = rows(sandbox, card)
    assert len({row["USER_ID"] for row in found}) > 1
    assert all(str(row["USER_ID_DERIVED"])[:15] == row["USER_ID"] for row in found)
    stamps = [
        (str(row["TIMESTAMP"])[:14], "".join(filter(str.isdigit, str(row["TIMESTAMP_DERIVED"])))) for row in found
    ]
    assert all(elf == iso for elf, iso in stamps)


def test_a_ticket_is_about_one_thing(sandbox: Sandbox) -> None:
    """Its category, its subject and its note belong together: no printer in a lost password."""
    found = [row for row in rows(sandbox, "service-desk-tickets") if row["subcategory"] == "password"]
    assert found
    assert {row["short_description"] for row in found} <= {
        "Locked out after three tries",
        "Password expired over the weekend",
        "Login page loops after the update",
    }
