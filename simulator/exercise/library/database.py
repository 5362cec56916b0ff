"""The database under the library: a SQLite file that keeps what it was told, or another one by URL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from simulator.errors import InputError
from simulator.exercise.folders import HOME, data_folder
from simulator.exercise.library.tables import metadata, requests, words

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection

FILE = "library.sqlite"
PRAGMAS = ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
"""What is committed lies on the disk; what is struck out is overwritten."""
_PATIENCE = 10
"""Seconds to wait for another process that is writing; assumed."""
_MAKING = 5_501_042
"""The number of the lock under which a server's tables are made; any would do."""


class Database:
    """An open database. `file` is its SQLite file, None if it is another database."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self.file: Path | None = None

    @classmethod
    def open(cls, url: str | None) -> Database:
        """The database at a URL (None: the file in the data folder), with the library's tables.

        Raises:
            InputError: the place takes no writing, holds something else, or the URL names nothing that we can reach.
        """
        database = cls(_engine(url or sa.URL.create("sqlite", database=str(data_folder() / FILE))))
        try:
            with database.work() as connection:
                database.file = _file(connection)
                if connection.dialect.name == "postgresql":  # IF NOT EXISTS is not safe against another that makes it
                    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MAKING)))
                for table in metadata.sorted_tables:
                    connection.execute(sa.schema.CreateTable(table, if_not_exists=True))
                    _add_columns(connection, table)
        except InputError:
            database.close()
            raise
        return database

    @contextmanager
    def work(self) -> Iterator[sa.Connection]:
        """One transaction: durable when the block has ended, gone without a trace when it raises.

        Raises:
            InputError: the database does not take it (a full disk, a read-only file, somebody else's file).
        """
        try:
            with self.engine.begin() as connection:
                yield connection
        except DBAPIError as fault:
            hint = f"Free space there, move a damaged file away, or set {HOME} to a folder that you may write to."
            raise InputError(f"The library {self.where} cannot be used: {_reason(fault)}.", hint) from fault

    @property
    def where(self) -> str:
        """Where it is, for messages."""
        url = self.engine.url
        return str(url.database) if url.drivername == "sqlite" else url.render_as_string(hide_password=True)

    def forget(self) -> bool:
        """Empty the log of writes, or rewrite the tables: they still hold what was struck out.

        False: another process reads the log for longer than we wait, and so keeps it.
        """
        if self.engine.dialect.name == "postgresql":
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql(f"VACUUM FULL {words.name}, {requests.name}")
        if self.file is not None:
            with self.work() as connection:
                row = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
                return not row[0]
        return True

    def close(self) -> None:
        """Let go of the file, or of the server."""
        self.engine.dispose()


def _add_columns(connection: sa.Connection, table: sa.Table) -> None:
    """Add what an older program's table does not have yet; its exercises say nothing there."""
    there = {column["name"] for column in sa.inspect(connection).get_columns(table.name)}
    for column in (one for one in table.columns if one.name not in there):
        kind = column.type.compile(connection.dialect)
        default = "0" if isinstance(column.type, sa.BigInteger) else "''"
        connection.exec_driver_sql(
            f'ALTER TABLE {table.name} ADD COLUMN "{column.name}" {kind} NOT NULL DEFAULT {default}'
        )


def _engine(url: str | sa.URL) -> sa.Engine:
    try:
        parsed = _with_driver(sa.make_url(url))
        local = parsed.get_backend_name() == "sqlite"
        engine = sa.create_engine(parsed, connect_args={"timeout" if local else "connect_timeout": _PATIENCE})
    except (SQLAlchemyError, ImportError, ValueError) as fault:
        hint = "Write it like sqlite:///folder/library.sqlite; PostgreSQL needs the extra breachdrill[postgres]."
        raise InputError(f"given a store that is no database URL or lacks its driver ({fault}).", hint) from None
    if local:
        sa.event.listen(engine, "connect", _prepare)
    return engine


def _with_driver(url: sa.URL) -> sa.URL:
    """The URL as people paste it, with the driver that we bring."""
    ours = url.drivername in {"postgresql", "postgres"}
    return url.set(drivername="postgresql+psycopg") if ours else url


def _prepare(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.execute("PRAGMA journal_mode")
    if cursor.fetchone() == ("delete",):
        cursor.execute("PRAGMA journal_mode=WAL")
    cursor.close()


def _reason(fault: DBAPIError) -> str:
    """What the database said, without the advice that some add on further lines."""
    return (str(fault.orig).splitlines() or [type(fault.orig).__name__])[0].rstrip(".")


def _file(connection: sa.Connection) -> Path | None:
    if connection.dialect.name != "sqlite":
        return None
    name = connection.exec_driver_sql("PRAGMA database_list").all()[0][2]
    return Path(name) if name else None
