"""What hospitals document an incident with: the activity log of each role (HICS 214), and each message (HICS 213).

Source: practice.md 5 (HICS 214 feeds the report, 213 is a message with a reply); the fields are those of the forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulator.domain import facts as f
from simulator.domain.decisions import Decision, TakeAction
from simulator.domain.ids import ROOM, InjectId, SeatId
from simulator.domain.permit import bearer
from simulator.domain.state import Dated
from simulator.report import describe
from simulator.report.material import Material
from simulator.report.model import AfterActionReport, Blank, Row, Section, Table
from simulator.report.papers.after import Day, after
from simulator.report.text import listed, plain


def activity_logs(day: Day) -> AfterActionReport:
    """HICS 214: a page for each role that did or was told anything, and one for the room where nobody was named."""
    material = day.material
    logs = ((seat, tuple(_activities(seat, material))) for seat in (*material.playbook.seats, ROOM))
    filled = [(seat, rows) for seat, rows in logs if rows]
    sections = tuple(_log(number, seat, rows, material) for number, (seat, rows) in enumerate(filled, 1))
    return after(day, "Activity logs (HICS 214)", sections)


def _log(number: int, seat: str, rows: tuple[Row, ...], material: Material) -> Section:
    playbook = material.playbook
    seated = material.evaluation.seated.get(seat)
    period = f"{material.when(0)} to {material.when(playbook.ends)} (simulated)"
    head = (
        ("1. Incident name", f"{playbook.title} (EXERCISE)"),
        ("2. Operational period", period),
        ("3. Name", plain(seated.name) if seated and seated.name else "____"),
        ("4. Role", material.seat_title(seat)),
    )
    return Section(
        id=f"log-{seat}",
        number=str(number),
        title=material.seat_title(seat),
        blocks=(
            Table(caption="Head", columns=("Field", "Entry"), rows=_plain_rows(head), entries=False),
            Table(caption="5. Activity log", columns=("When", "Notable activity"), rows=rows),
            Blank(label="6. Prepared by, date", lines=1),
        ),
    )


def _activities(seat: str, material: Material) -> Iterator[Row]:
    """What a role decided, and which messages it got, in the order of time."""
    for entry in material.entries:
        fact = entry.fact
        if isinstance(fact, f.DecisionRecorded | f.DecisionRefused) and _acts_for(fact.decision, material) == seat:
            words = " ".join(material.said(fact.number, "reason"))
            said = describe.fact(fact, material.playbook) + (f" Reason: {words}" if words else "")
            yield Row(cells=(material.when(entry.at), said), refs=(entry.number,))
        elif isinstance(fact, f.InjectDelivered) and seat in _addressed(fact.inject, material):
            text = f"Message from {plain(fact.sender)}: {plain(fact.title)}"
            yield Row(cells=(material.when(entry.at), text), refs=(entry.number,))


def _acts_for(decision: Decision, material: Material) -> str:
    if isinstance(decision, TakeAction):
        return bearer(decision, material.playbook)
    return getattr(decision, "by", None) or decision.seat


def _addressed(inject: InjectId, material: Material) -> tuple[SeatId, ...]:
    known = material.playbook.injects.get(inject)
    return (known.to if known else ()) or (ROOM,)


def messages(day: Day) -> AfterActionReport:
    """HICS 213: every message that was delivered, with its reply."""
    came = sorted(day.material.truth.injects.values(), key=lambda one: one.number)
    sections = tuple(_message(number, one, day.material) for number, one in enumerate(came, 1))
    return after(day, "Messages (HICS 213)", sections)


def _message(number: int, one: Dated[f.InjectDelivered], material: Material) -> Section:
    fact = one.fact
    to = listed([material.seat_title(seat) for seat in _addressed(fact.inject, material)])
    answered = material.truth.answers.get(fact.inject)
    reply, when = "", ""
    if answered:
        reply, when = dict(fact.options).get(answered.fact.option, answered.fact.option), material.when(answered.at)
    rows = (
        ("1. Incident name", f"{material.playbook.title} (EXERCISE)"),
        ("2. To", to),
        ("3. From", plain(fact.sender)),
        ("4. Subject", plain(fact.title)),
        ("5. Date and time", material.when(one.at)),
        ("6. Message", plain(fact.text)),
        ("7. Reply", plain(reply) or ("none was given" if fact.options else "none was asked for")),
        ("8. Replied", when or "-"),
    )
    entries = ", ".join(f"#{entry.number}" for entry in (one, answered) if entry)
    table = Table(
        caption="Message",
        columns=("Field", "Entry"),
        rows=_plain_rows((*rows, ("9. Entries of the journal", entries))),
        entries=False,
    )
    return Section(id=f"message-{number}", number=str(number), title=plain(fact.title), blocks=(table,))


def _plain_rows(cells: Iterable[tuple[str, str]]) -> tuple[Row, ...]:
    return tuple(Row(cells=one) for one in cells)
