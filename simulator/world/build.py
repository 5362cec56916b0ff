"""Loads one world into one SQLite file: tables, rows, then indexes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateIndex, CreateTable

from simulator.domain.worldspec import WorldSpec
from simulator.world.synth import Batch, chunk_batches, chunk_count, crowd, fixed_batches
from simulator.world.tables import INDEXES, metadata

# A half-written file is thrown away whole, so neither a journal nor a sync per transaction guards anything.
PRAGMAS = ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", "cache_size=-65536")


def fill(path: Path, spec: WorldSpec, seed: int, progress: Callable[[float], None]) -> None:
    """Writes the world of this spec and seed into a new file; `progress` gets 0 to 1.

    Raises:
        sqlalchemy.exc.OperationalError: the disk is full or cannot be written.
    """
    engine = create_engine("sqlite://", creator=lambda: _connect(path), poolclass=NullPool)
    with engine.begin() as connection:
        create_tables(connection)
        for batch in fixed_batches(spec, seed):
            load(connection, batch)
        people, chunks = crowd(spec, seed), chunk_count(spec)
        for chunk in range(chunks):
            for batch in chunk_batches(people, chunk):
                load(connection, batch)
            progress((chunk + 1) / chunks * 0.95)
        create_indexes(connection)
    progress(1.0)


def create_tables(connection: Connection) -> None:
    """The empty tables, without the indexes that are built afterwards."""
    for table in metadata.sorted_tables:
        connection.execute(CreateTable(table))


def load(connection: Connection, batch: Batch) -> None:
    """One batch of ready tuples, as fast as the driver takes them."""
    name, rows = batch
    if rows:
        places = ",".join("?" * len(rows[0]))
        connection.exec_driver_sql(f'INSERT INTO "{name}" VALUES ({places})', rows)


def create_indexes(connection: Connection) -> None:
    """Every secondary index."""
    for index in INDEXES:
        connection.execute(CreateIndex(index))


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection
