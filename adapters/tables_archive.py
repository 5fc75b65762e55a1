"""The tables of retention, disposal, the keys of cases and the files that nobody refers to yet."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Identity
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from adapters.tables import Table


class CaseKeyRow(Table):
    """The key of a case, wrapped by a master key; destroyed, nothing encrypted under it can be read again."""

    __tablename__ = "case_key"
    radicado: Mapped[str] = mapped_column(primary_key=True)
    master: Mapped[str]
    wrapped: Mapped[bytes | None]
    created_at: Mapped[datetime]
    destroyed_at: Mapped[datetime | None]
    act: Mapped[str | None]


class HoldRow(Table):
    """Who held or released a case, and why; the last one counts."""

    __tablename__ = "retention_hold"
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    radicado: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    reason: Mapped[str]
    who: Mapped[str]
    at: Mapped[datetime]


class RetentionNoticeRow(Table):
    """A notice to the archive's office, claimed with the expedientes it lists before it is sent."""

    __tablename__ = "retention_notice"
    key: Mapped[str] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(unique=True)
    radicados: Mapped[list[str]] = mapped_column(JSONB)
    status: Mapped[str]
    claimed_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class DisposalRow(Table):
    """An act that orders the elimination of some expedientes."""

    __tablename__ = "disposal"
    act: Mapped[str] = mapped_column(primary_key=True)
    approved_by: Mapped[str]
    requested_by: Mapped[str]
    confirmed_by: Mapped[str | None]
    selection: Mapped[str | None]
    fingerprint: Mapped[str]
    radicados: Mapped[list[str]] = mapped_column(JSONB)
    started_at: Mapped[datetime]


class DisposalRehearsalRow(Table):
    """Who saw what an act would eliminate: another person confirms it."""

    __tablename__ = "disposal_rehearsal"
    fingerprint: Mapped[str] = mapped_column(primary_key=True)
    rehearsed_by: Mapped[str] = mapped_column(primary_key=True)
    rehearsed_at: Mapped[datetime]


class DisposedCaseRow(Table):
    """What remains of an eliminated expediente: the hashes of its signed indexes, when and by which act."""

    __tablename__ = "disposed_case"
    radicado: Mapped[str] = mapped_column(primary_key=True)
    act: Mapped[str] = mapped_column(ForeignKey("disposal.act"))
    indexes: Mapped[list[str]] = mapped_column(JSONB)
    blobs: Mapped[dict[str, Any]]
    claimed_at: Mapped[datetime]
    disposed_at: Mapped[datetime | None]


class UploadRow(Table):
    """A file that a door put in the archive, and for whom, before any row refers to it."""

    __tablename__ = "upload"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    claimant: Mapped[str] = mapped_column(primary_key=True, index=True)
    sweep_at: Mapped[datetime] = mapped_column(index=True)
