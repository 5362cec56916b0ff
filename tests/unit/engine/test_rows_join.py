"""What log rows say of staff and of patients is what the world's own tables say."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
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
from simulator.world.storage.store import World, open_world
from tests.unit.scenario.scenes import copied
from tests.unit.scenario.test_source_cards import CARDS

STORES = "    stores: [int-claimcheck, appt-sync-dlq]\n"
MOST = 3_000
USER = re.compile(r"\b005SIM\d{9}[0-9A-Z]{0,3}\b")
LOGIN = re.compile(r"\b[\w.-]+@example\.org\b")
WORDS = {
    "mrn": "mrn", "fhir-id": "fhir_id", "patient-name": "name", "birth-date": "birth_date", "phone": "phone",
    "email": "email", "city": "city", "zip": "zip", "record-id": "account_id", "address-quality": "address_quality",
}  # fmt: skip
"""What each word that tells of a person is called in the world."""


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    """The shipped scenario at StartEx after the intruder's visits, with every card recording for three days."""
    folder = copied(tmp_path_factory.mktemp("scenarios"))
    scenario = folder / "scenario.yaml"
    text = scenario.read_text(encoding="utf-8")
    used = "".join(f"  every-{name}:\n    use: {name}\n    since: 2026-09-12T09:00\n{STORES}" for name in CARDS)
    told = [word for word in WORDS if word != "address-quality"]
    fill = ", ".join(f"{one}: {one}" for one in told)
    used += (
        "  all-words:\n    code: E31\n    title: All that ordinary traffic tells\n    kind: log\n"
        f"    since: 2026-09-12T09:00\n    columns: [{', '.join(told)}]\n    rows:\n      - of: background\n"
        f"        per_day: 300\n        profile: round-the-clock\n        fill: {{{fill}}}\n"
    )
    licences = sorted({card.licence for card in CARDS.values() if card.licence})
    text = text.replace("licences: [event-monitoring]", f"licences: [{', '.join(licences)}]")
    scenario.write_text(text.replace("\nindicators:\n", f"\n{used}\nindicators:\n", 1), encoding="utf-8")
    playbook = load_playbook(str(folder))
    found = Sandbox(playbook, population(playbook.world, playbook.seed), playbook.seed)
    intruder = playbook.readers[ReaderId("intruder")]
    for number, visit in enumerate(intruder.visits):
        grant = next(playbook.grants[key] for key in intruder.grants if visit.store in playbook.grants[key].stores)
        found.begin(intruder.id, f"intruder/{number}", grant, visit)
    return found


@pytest.fixture(scope="module")
def world(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The scenario's world, built in a file."""
    spec, seed = sandbox.playbook.world, sandbox.seed
    with closing(open_world(spec, seed, tmp_path_factory.mktemp("worlds"))) as built:
        yield built


@pytest.fixture(scope="module")
def people(world: World) -> dict[str, dict[str, str | None]]:
    """What the world says of each record, by its number."""
    rows = world.connection.execute(
        "SELECT p.mrn, p.fhir_id, p.name_given || ' ' || p.name_family, p.birth_date, p.phone, p.email, p.city, p.zip, "
        "a.account_id, p.address_quality, a.name, a.birthdate FROM ehr_patient p "
        "LEFT JOIN crm_account a ON a.ehr_patient_id = p.patient_id WHERE p.patient_id >= 0"
    ).fetchall()
    assert all(row[10] in {None, row[2]} and row[11] in {None, row[3]} for row in rows)
    return {str(row[0]): dict(zip(WORDS.values(), row, strict=False)) for row in rows}


def rows(sandbox: Sandbox, key: SourceId, most: int = MOST) -> list[Row]:
    """The first rows of a pull at StartEx."""
    source = sandbox.playbook.sources[key]
    view = AsOf(number=1, until=0, vault=sandbox.vaults[key])
    what = brought(sandbox, source, Journal(), (view,))
    return list(islice(chain.from_iterable(laid_out(sandbox, source, view, what)), most))


def test_every_account_in_a_log_is_one_of_the_world(sandbox: Sandbox, world: World) -> None:
    """Each CRM user id and each login of ours is a row of `crm_user` or `idp_user`."""
    users = {row[0] for row in world.connection.execute("SELECT user_id FROM crm_user").fetchall()}
    logins = {row[0] for row in world.connection.execute("SELECT username FROM crm_user").fetchall()}
    logins |= {row[0] for row in world.connection.execute("SELECT login FROM idp_user").fetchall()}
    ids, names = set[str](), set[str]()
    for key in sandbox.playbook.sources:
        text = "\n".join(str(cell) for row in rows(sandbox, key) for cell in row)
        ids |= set(USER.findall(text))
        names |= set(LOGIN.findall(text))
    assert len(ids) > 100
    assert len(names & logins) > 100
    assert {one for one in ids if one not in users and one not in {user[:15] for user in users}} == set()
    lists = {f"{name}@example.org" for name in ("clinic-managers", "scheduling-leads", "outreach", "quality",
                                                "billing-leads")}  # fmt: skip
    patients = {row[0] for row in world.connection.execute("SELECT email FROM ehr_patient").fetchall()}
    assert names - logins - lists - patients == set()


def test_an_id_and_a_name_in_one_row_are_one_users(sandbox: Sandbox, world: World) -> None:
    """Where a row holds both id and login, `crm_user` has them in one row, too."""
    known = dict(world.connection.execute("SELECT user_id, username FROM crm_user").fetchall())
    pairs = set[tuple[object, object]]()
    for key, source in sandbox.playbook.sources.items():
        names = [name for name, _ in columns_of(source, sandbox.playbook)]
        if {"UserId", "Username"} <= set(names):
            at, by = names.index("UserId"), names.index("Username")
            pairs |= {(row[at], row[by]) for row in rows(sandbox, key) if row[at] and row[by]}
    assert len(pairs) > 50
    assert {pair for pair in pairs if known.get(str(pair[0])) != pair[1]} == set()


def test_a_row_tells_of_a_person_what_the_world_tells(
    sandbox: Sandbox, people: dict[str, dict[str, str | None]]
) -> None:
    """Name, birth date, phone, mail, town and ids of a row are those of the record that its number names."""
    compared = set[str]()
    for key, source in sandbox.playbook.sources.items():
        blanks = {None, source.blank, ""}
        dropped = {name for name, _ in source.drops}
        kinds = [
            {name: fill.word for name, fill in kind.fill if fill.word in WORDS and not fill.drop and not fill.lookup}
            for kind in source.rows
        ]
        plain = {name: word for name, word in kinds[0].items() if all(kind.get(name) == word for kind in kinds)}
        plain = {name: word for name, word in plain.items() if name not in dropped}
        names = [name for name, _ in columns_of(source, sandbox.playbook)]
        number = next((name for name, word in plain.items() if word == "mrn"), "mrn" if "mrn" in names else None)
        if number is None:
            continue
        for row in rows(sandbox, key):
            cells = dict(zip(names, row, strict=True))
            if cells[number] in blanks:
                continue
            person = people[str(cells[number])]
            for name, word in plain.items():
                assert cells[name] == person[WORDS[word]] or (cells[name] in blanks and person[WORDS[word]] is None)
                compared.add(word)
    assert compared == set(WORDS)


@pytest.mark.parametrize("card", ["queue-receive-counts", "queue-messages", "engine-message-store"])
def test_a_queue_holds_its_messages(sandbox: Sandbox, card: str, people: dict[str, dict[str, str | None]]) -> None:
    """The body is the message: its ids are those of the row, its person is the record's, in the order of segments."""
    key = SourceId(f"every-{card}")
    names = [name for name, _ in columns_of(sandbox.playbook.sources[key], sandbox.playbook)]
    found = [dict(zip(names, row, strict=True)) for row in rows(sandbox, key, 20_000)]
    held = [row for row in found if row["Body"]]
    assert len(held) > 100
    kinds = set[str]()
    for row in held:
        body = str(row["Body"])
        segments = {one.partition("|")[0]: one.split("|") for one in body.split("\r")[:-1]}
        header = segments["MSH"]
        kind = header[8].rpartition("^")[0]
        kinds.add(kind)
        assert row.get("MSH-9", kind) == kind
        assert (header[9], header[10], segments["ZEX"][1]) == (row["MSH-10"], "T", "EXERCISE: SYNTHETIC")
        assert len(body) < 2_000
        assert ("PID" in segments) == (row["PID-3"] is not None)
        assert row.get("mrn", row["PID-3"]) == row["PID-3"]
        if row["PID-3"] is None:
            continue
        pid, person = segments["PID"], people[str(row["PID-3"])]
        assert pid[3].partition("^")[0] == row["PID-3"]
        assert " ".join(reversed(pid[5].split("^"))) == person["name"]
        assert pid[7] == str(person["birth_date"]).replace("-", "")
        assert pid[13].partition("^")[0] == person["phone"]
        assert (pid[11] != "") == header[8].startswith("ADT")
        assert str(person["email"]) not in body
        assert len(pid) <= 14
    assert kinds >= {"SIU^S12", "SIU^S13", "ADT^A08"}


def test_every_source_shows_one_body_of_a_message(sandbox: Sandbox) -> None:
    """Two snapshots of one message, by different products, agree on every sign of it."""
    bodies: list[dict[object, object]] = []
    for card in ("queue-receive-counts", "queue-messages"):
        key = SourceId(f"every-{card}")
        names = [name for name, _ in columns_of(sandbox.playbook.sources[key], sandbox.playbook)]
        at, by = names.index("Body"), names.index("MSH-10")
        bodies.append({row[by]: row[at] for row in rows(sandbox, key)})
    both = set(bodies[0]) & set(bodies[1])
    assert len(both) > 50
    assert all(bodies[0][one] == bodies[1][one] for one in both)


def test_a_run_that_writes_no_row_names_nobody() -> None:
    """Importing the engine with all of its row words, and laying down every message, reads no list of names."""
    code = (
        "import sys, simulator.engine.engine, simulator.engine.rows.words, simulator.engine.rows.layout; "
        "from simulator.scenario.load import load_playbook; from simulator.world.population import population; "
        "from simulator.engine.sandbox import Sandbox; p = load_playbook('leaky-sync-queue'); "
        "Sandbox(p, population(p.world, 1), 1); "
        "print(sorted({'faker', 'sqlalchemy', 'sqlite3'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
