"""One person as mapped objects, for interactive play only: a patient with the records merged into it.

Nothing that builds, replays or scores imports this module: mapped classes cost ten times what rows do (perf.md 2).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import DeclarativeBase, Mapped, Session, foreign, relationship, remote

from simulator.errors import InputError
from simulator.world import tables
from simulator.world.storage.store import World


class _Base(DeclarativeBase):
    metadata = tables.metadata


class Organization(_Base):
    """A clinic."""

    __table__ = tables.ehr_organization

    organization_id: Mapped[str]
    name: Mapped[str]
    state: Mapped[str]


class Appointment(_Base):
    """One visit, booked or past."""

    __table__ = tables.ehr_appointment

    appt_id: Mapped[int]
    status: Mapped[str]
    start: Mapped[str]
    specialty: Mapped[str]


class Patient(_Base):
    """One record of `ehr_patient`."""

    __table__ = tables.ehr_patient

    patient_id: Mapped[int]
    mrn: Mapped[str]
    name_family: Mapped[str]
    name_given: Mapped[str]
    birth_date: Mapped[str]
    state: Mapped[str]
    deceased_dt: Mapped[str | None]
    address_quality: Mapped[str]
    is_test: Mapped[int]
    merged_into: Mapped[int | None]

    clinic: Mapped[Organization] = relationship()
    appointments: Mapped[list[Appointment]] = relationship(order_by=tables.ehr_appointment.c.start)
    merged_records: Mapped[list[Patient]] = relationship(
        primaryjoin=remote(foreign(tables.ehr_patient.c.merged_into)) == tables.ehr_patient.c.patient_id,
        order_by=tables.ehr_patient.c.patient_id,
        viewonly=True,
    )


@contextmanager
def person(world: World, record: int) -> Iterator[Patient]:
    """The survivor behind a record, with its merged records, while the block lasts.

    Raises:
        InputError: the world has no such record.
    """
    with Session(world.engine()) as session:
        found = session.get(Patient, record)
        if found is not None and found.merged_into is not None:
            found = session.get(Patient, found.merged_into)
        if found is None:
            raise InputError(f"The world has no record {record}.")
        yield found
