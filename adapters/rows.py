"""Rows of several tables in one statement: one round trip, however many tables a fact touches."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import TextClause, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from adapters.tables import AttachmentRow, CaseRow, FilingRow, IdempotencyRow, Table
from adapters.tables_catalogs import CaseLevelRow

Rows = Mapping[type[Table], Sequence[Mapping[str, Any]]]
"""Plain JSON rows by table; columns with a default of the server are left to it."""


async def store(session: AsyncSession, rows: Rows) -> None:
    """Store the rows and wake the relays when the transaction commits. A row stored before is not stored again."""
    await session.execute(_statement(tuple(rows)), {table.__tablename__: given for table, given in rows.items()})


@cache
def _statement(tables: tuple[type[Table], ...]) -> TextClause:
    parts = ", ".join(f"{t.__tablename__}_stored AS ({_inserted(t)} {_on_conflict(t)})" for t in tables)
    binds = (bindparam(t.__tablename__, type_=JSONB) for t in tables)
    return text(f"WITH {parts} SELECT pg_notify('pqrsd_outbox', '')").bindparams(*binds)


def _inserted(table: type[Table]) -> str:
    name, columns = table.__tablename__, ", ".join(_columns(table))
    return f"INSERT INTO {name} AS t ({columns}) SELECT {columns} FROM jsonb_populate_recordset(NULL::{name}, :{name})"


def _columns(table: type[Table]) -> list[str]:
    return [column.name for column in table.__table__.columns if column.server_default is None]


def _on_conflict(table: type[Table]) -> str:
    """A case and its levels give way to a newer version only; a claimed key learns its radicado.

    A filing cannot be there yet.
    """
    if table is CaseRow:
        news = ", ".join(f"{name} = excluded.{name}" for name in _columns(table))
        return f"ON CONFLICT (radicado) DO UPDATE SET {news} WHERE t.version < excluded.version"
    if table is CaseLevelRow:
        return (
            "ON CONFLICT (radicado, cycle, level) DO UPDATE SET dependencia = excluded.dependencia, "
            "from_level = excluded.from_level, entered_at = excluded.entered_at, "
            "left_at = excluded.left_at, due_on = coalesce(excluded.due_on, t.due_on), version = excluded.version "
            "WHERE t.version < excluded.version"
        )
    if table is IdempotencyRow:
        return "ON CONFLICT (key_hash) DO UPDATE SET radicado = excluded.radicado"
    return "" if table in {FilingRow, AttachmentRow} else "ON CONFLICT DO NOTHING"
