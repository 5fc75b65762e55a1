"""The tables of catalogs, of the levels a case goes through and of the daily digests."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from adapters.tables import Table


class CatalogRow(Table):
    __tablename__ = "catalog_version"
    kind: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]]
    valid_from: Mapped[date]
    published_by: Mapped[str]
    published_at: Mapped[datetime]
    reason: Mapped[str]


class CaseLevelRow(Table):
    """When a case entered and left each level, from which one it came, and when its internal term ended there."""

    __tablename__ = "case_level"
    radicado: Mapped[str] = mapped_column(primary_key=True)
    cycle: Mapped[int] = mapped_column(primary_key=True)
    level: Mapped[int] = mapped_column(primary_key=True)
    from_level: Mapped[int | None]
    dependencia: Mapped[str]
    entered_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    due_on: Mapped[date | None]
    version: Mapped[int]


class DigestRow(Table):
    """A digest, claimed before it is sent."""

    __tablename__ = "digest"
    digest_on: Mapped[date] = mapped_column(primary_key=True)
    recipient: Mapped[str] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(unique=True)
    status: Mapped[str]
    cases: Mapped[int]
    claimed_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class DigestLineRow(Table):
    """A rung that waits for the digest of who is told, and the day it was in one."""

    __tablename__ = "digest_line"
    key: Mapped[str] = mapped_column(primary_key=True)
    radicado: Mapped[str] = mapped_column(index=True)
    recipient: Mapped[str]
    says: Mapped[str]
    due_at: Mapped[datetime]
    fired_at: Mapped[datetime]
    digested_on: Mapped[date | None]
    digested_to: Mapped[str | None]
