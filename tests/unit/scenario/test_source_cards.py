"""The library of evidence sources: complete, believable, within bounds, and as the study of the domain says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.authored import read_document, validate_document
from simulator.domain.playbook import Playbook
from simulator.domain.rowwords import WORDS
from simulator.domain.sources import RowOf
from simulator.domain.time import DAY
from simulator.scenario.load import load_playbook, scenarios_root
from simulator.scenario.written.sources import Card, CardFile, Form, Rows, typed
from tests.unit.scenario.scenes import copied

SHELF = scenarios_root() / "_library" / "sources"
FILES = sorted(SHELF.glob("*.yaml"))
DOCS = Path(__file__).parents[3] / "docs" / "sources.md"
QUESTIONS = [f"Q{number}" for number in range(1, 13)]

# By domain.md 2.1 and 6.4, typed in by hand: days kept (None: for ever), share of rows, delay, staff-hours of a pull.
FIGURES = {
    "crm-login-history": (180, 0.99, (0.02, 0.1, 0.5), 1),
    "crm-verification-history": (180, 0.99, (0.02, 0.1, 0.5), 0.5),
    "crm-setup-audit-trail": (180, 0.98, (0.05, 0.25, 0.5), 1),
    "elf-rest-api": (30, 0.96, (24, 30, 72), 3),
    "elf-hourly-rest-api": (30, 0.93, (3, 4.5, 7), 2),
    "historical-event-logs": (30, 0.95, (24, 30, 72), 3),
    "rtem-api-event": (180, 0.97, (0.001, 0.02, 0.1), 4),
    "crm-change-bus": (3, 0.99, (0.001, 0.005, 0.05), 2),
    "crm-field-history": (540, 0.9, (0.02, 0.1, 0.5), 2),
    "apex-debug-log": (1, 0.3, (0.001, 0.01, 0.05), 1),
    "bulk-jobs-v1": (7, 0.8, (0, 0, 0), 1),
    "identity-log": (90, 0.99, (0.02, 0.1, 0.5), 1.5),
    "directory-sign-ins": (30, 0.97, (0.05, 0.2, 2), 2),
    "broker-control-plane": (90, 0.99, (0.1, 0.2, 0.4), 1),
    "queue-receive-counts": (None, 1, (0, 0, 0), 3),
    "object-access-log": (90, 0.97, (1, 4, 26), 2),
    "cloud-audit": (90, 0.99, (0.1, 0.2, 0.4), 1),
    "data-events": (90, 0.99, (0.1, 0.2, 0.4), 1),
    "recording-audit": (365, 0.995, (1, 3, 12), 2),
    "meeting-report": (450, 0.9, (0.5, 0.7, 2), 2),
    "analytics-copy": (420, 0.8, (1, 4, 24), 4),
}
# What domain.md 2.1 says that each source answers, by its number.
ANSWERS = {
    "E01": "Q1 Q2 Q5",
    "E02": "Q1 Q7",
    "E03": "Q7 Q12",
    "E09": "Q8 Q1",
    "E10": "Q8 Q2",
    "E13": "Q3 Q4 Q6",
    "E16": "Q1 Q2 Q5 Q7",
    "E19": "Q7",
    "E20": "Q1 Q6",
    "E22": "Q3 Q5 Q7",
    "E25": "Q1 Q2 Q3 Q4 Q6",
    "E32": "Q1 Q3",
    "E34": "Q6",
    "E38": "Q9",
    "E43": "Q3 Q9",
}
REAL_VENDORS = re.compile(
    r"salesforce|okta|microsoft|azure|\bentra\b|amazon|\baws\b|google|mulesoft|anypoint|epic\b|cerner|\bzoom\b|webex|"
    r"servicenow|splunk|datadog|sentry|terraform|cloudflare|slack|twilio|mirth",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"\b\d{1,3}\.\d{1,3}\.\d{1,3}\.(?:\d{1,3}|XXX)\b")
RESERVED = re.compile(r"192\.0\.2\.|198\.51\.100\.|203\.0\.113\.")
HOST = re.compile(r"(?:https?://|@)([a-z0-9.-]+)")


def shelf() -> dict[str, Card]:
    """Every card of the library, by its slug."""
    found: dict[str, Card] = {}
    for path in FILES:
        found |= validate_document(read_document(path), CardFile).sources
    return found


CARDS = shelf()


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Playbook:
    """The shipped scenario with every card of the library in use besides."""
    folder = copied(tmp_path_factory.mktemp("scenarios"))
    scenario = folder / "scenario.yaml"
    text = scenario.read_text(encoding="utf-8")
    stores = "    stores: [int-claimcheck, appt-sync-dlq]\n"
    used = "".join(f"  every-{name}:\n    use: {name}\n    since: 2026-08-01T00:00\n{stores}" for name in CARDS)
    head, mark, tail = text.partition("\nindicators:\n")
    scenario.write_text(f"{head}\n{used}{mark}{tail}", encoding="utf-8")
    return load_playbook(str(folder))


def effective(card: Card, rows: Rows) -> dict[str, Form]:
    """What stands in the columns of one kind of rows: its own fills before the card's."""
    return {**card.fill, **rows.fill}


def ordinary(card: Card) -> float:
    """Rows of ordinary traffic a day."""
    return sum(rows.per_day * rows.times for rows in card.rows if rows.of is RowOf.BACKGROUND)


def test_every_source_of_the_study_has_a_card() -> None:
    """E01 to E44 are there, each at least once, and no code twice."""
    assert {card.code[:3] for card in CARDS.values()} == {f"E{number:02d}" for number in range(1, 45)}
    codes = [card.code for card in CARDS.values()]
    assert sorted({code for code in codes if codes.count(code) > 1}) == []


def test_every_card_can_be_played(everything: Playbook) -> None:
    """A scenario that uses all cards loads, and each source has the rows of its card."""
    used = {name: everything.sources[f"every-{name}"] for name in CARDS}  # type: ignore[index]
    assert [name for name, source in used.items() if len(source.rows) != len(CARDS[name].rows)] == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_has_an_answer_and_a_false_friend(question: str) -> None:
    """Each of the twelve questions is answered by a source, and tempts to a wrong answer at another place."""
    assert [name for name, card in CARDS.items() if question in card.answers and card.code != "E44"]
    assert [name for name, card in CARDS.items() if question in card.misleads and card.code != "E44"]


def test_retention_loss_delay_and_cost_are_the_studys() -> None:
    """Twenty-one cards say what domain.md says of them."""
    said = {
        name: (
            None if (card := CARDS[name]).keep is None else card.keep / DAY,
            card.completeness,
            card.latency_hours,
            None if card.pull is None else card.pull.staff_hours,
        )
        for name in FIGURES
    }
    assert said == FIGURES


def test_sources_answer_what_the_study_says() -> None:
    """The questions of a card are those of its line in domain.md 2.1."""
    wrong = {
        name: card.answers
        for name, card in CARDS.items()
        if (wanted := ANSWERS.get(card.code[:3]))
        and not name.startswith("storage-")
        and set(card.answers) != set(wanted.split())
    }
    assert wrong == {}


@pytest.mark.parametrize("name", CARDS)
def test_a_card_says_what_it_costs_where_it_comes_from_and_what_it_hides(name: str) -> None:
    """Pull, gaps, citation and at least one false friend stand on every card; the costs rise from low to high."""
    card = CARDS[name]
    assert card.pull is not None
    assert list(card.pull.hours) == sorted(card.pull.hours)
    assert list(card.latency_hours) == sorted(card.latency_hours)
    assert card.source.startswith("domain.md 2.1")
    assert card.gaps
    assert card.misleads
    assert 3 <= len({column.lower() for column, _ in map(typed, card.columns)}) == len(card.columns)


def test_only_what_never_loses_a_row_proves_absence() -> None:
    """A reason why silence proves something stands only beside a completeness of one (domain.md 1.7, 5)."""
    proving = [name for name, card in CARDS.items() if card.proves_absence]
    assert proving == ["queue-receive-counts"]
    assert all(CARDS[name].completeness == 1 for name in proving)


def test_ordinary_traffic_stays_within_bounds() -> None:
    """No log has over 6,000 ordinary rows a day, and ninety days of all but the twins are fewer than 1.5 million."""
    days = {name: min(90.0, 90.0 if card.keep is None else card.keep / DAY) for name, card in CARDS.items()}
    assert max(ordinary(card) for card in CARDS.values()) <= 6_000
    total = sum(ordinary(card) * days[name] for name, card in CARDS.items() if not card.twin_of)
    assert 500_000 < total < 1_500_000


def test_weights_are_positive() -> None:
    """Nothing that can be picked or said has no chance."""
    bare = [
        (name, column)
        for name, card in CARDS.items()
        for rows in card.rows
        for column, form in effective(card, rows).items()
        if any(weight <= 0 for weight in [*(form.pick or {}).values(), *(form.text or {}).values()])
    ]
    assert bare == []


def test_columns_drawn_together_follow_a_pick_of_the_same_rows() -> None:
    """Whatever is drawn like another column finds a pick there with a choice to follow."""
    lost = [
        (name, column, form.like)
        for name, card in CARDS.items()
        for rows in card.rows
        for column, form in effective(card, rows).items()
        if form.like and not (leader := effective(card, rows).get(form.like, Form())).pick and not leader.like
    ]
    assert lost == []


def test_twins_write_the_same_ordinary_rows() -> None:
    """The hourly and the daily file of one type hold the same traffic, so that adding both counts it twice."""
    twins = {name: card.twin_of for name, card in CARDS.items() if card.twin_of}
    assert len(twins) == 5
    for name, other in twins.items():
        mine, its = CARDS[name], CARDS[other or ""]
        assert ordinary(mine) == ordinary(its)
        envelope = {"LOG_FILE", "SEQUENCE"}
        pair = [{k: v for k, v in effective(card, card.rows[0]).items() if k not in envelope} for card in (mine, its)]
        assert pair[0] == pair[1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_card_names_a_real_vendor_or_a_reachable_host(path: Path) -> None:
    """Beside native names of columns there are example hosts, reserved addresses and invented vendors alone."""
    text = re.sub(r"awsRegion", "", path.read_text(encoding="utf-8"))
    assert REAL_VENDORS.findall(text) == []
    assert [found for found in ADDRESS.findall(text) if not RESERVED.match(found) and not found.endswith(".0.0")] == []
    assert [host for host in HOST.findall(text) if not re.search(r"(^|\.)example\.(org|net)$", host)] == []
    assert len(text.splitlines()) <= 250


def test_free_texts_do_not_repeat_themselves() -> None:
    """Tickets, audit texts, errors and queries have at least eight different wordings each."""
    wanted = {
        "crm-setup-audit-trail": "Display",
        "service-desk-tickets": "short_description",
        "team-chat": "text",
        "middleware-log": "message",
        "error-tracker": "message",
        "rtem-api-event": "Query",
        "apex-debug-log": "Status",
        "elf-apex-unexpected-exception": "EXCEPTION_MESSAGE",
        "vendor-statement": "statement",
        "call-centre-log": "notes",
    }
    said = {name: effective(CARDS[name], CARDS[name].rows[0])[column] for name, column in wanted.items()}
    assert {
        name: len(form.pick or form.text or ()) for name, form in said.items() if len(form.pick or form.text or ()) < 8
    } == {}


def test_the_document_lists_every_file_and_every_question() -> None:
    """docs/sources.md names each file of the library and each question."""
    text = DOCS.read_text(encoding="utf-8")
    assert [path.name for path in FILES if path.name not in text] == []
    assert [question for question in QUESTIONS if f"| {question} " not in text] == []


def test_the_document_explains_every_key_and_every_word() -> None:
    """What a card may say is explained: each key of the model and each word of the vocabulary."""
    text = DOCS.read_text(encoding="utf-8")
    keys = {*Card.model_fields, *Form.model_fields, *Rows.model_fields}
    words = frozenset[str]().union(*WORDS.values())
    assert sorted(name for name in keys | words if f"`{name}`" not in text) == []


def test_what_a_program_asks_and_is_answered_agrees() -> None:
    """Verb, address, rows and status of a REST call, browser and platform of a login, are drawn by one draw each."""
    call = dict(CARDS["elf-rest-api"].rows[0].fill)
    assert {name for name, form in call.items() if form.like == "METHOD"} == {
        "URI", "ENTITY_NAME", "ROWS_PROCESSED", "STATUS_CODE",
    }  # fmt: skip
    login = dict(CARDS["crm-login-history"].rows[0].fill)
    assert login["Browser"].like == login["Application"].like == "Platform"
    assert login["LoginSubType"].like == login["Status"].like == "LoginType"
