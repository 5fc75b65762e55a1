"""The tables of what comes in by mail and of what is known of each letter's delivery."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from adapters.tables import Table


class IncomingRow(Table):
    """One message that came in: claimed once by its fingerprint, kept whole in the archive, with one outcome.

    Neither who wrote nor what is here: the original says it.
    """

    __tablename__ = "incoming_mail"
    fingerprint: Mapped[str] = mapped_column(primary_key=True)
    mailbox: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    message_id: Mapped[str | None]
    received_at: Mapped[datetime]
    claimed_at: Mapped[datetime] = mapped_column(server_default=text("now()"))
    sender_hash: Mapped[str | None]
    kind: Mapped[str | None]
    outcome: Mapped[str] = mapped_column(server_default="recibido")
    detail: Mapped[str | None]
    radicado: Mapped[str | None]
    is_forced: Mapped[bool] = mapped_column(server_default="false")
    handled_by: Mapped[str | None]
    attempts: Mapped[int] = mapped_column(server_default="0")
    not_before: Mapped[datetime] = mapped_column(server_default=text("now()"))
    settled_at: Mapped[datetime | None]
    __table_args__ = (
        Index("ix_incoming_mail_pending", "not_before", postgresql_where=text("settled_at IS NULL")),
        Index("ix_incoming_mail_outcome", "outcome", "received_at"),
        Index("ix_incoming_mail_sender", "sender_hash", "received_at"),
        Index("ix_incoming_mail_radicado", "radicado"),
    )


class LetterEvidenceRow(Table):
    """What a delivery report proved of a letter; the report itself is in the archive under its hash."""

    __tablename__ = "letter_evidence"
    fingerprint: Mapped[str] = mapped_column(ForeignKey("incoming_mail.fingerprint"), primary_key=True)
    letter_key: Mapped[str] = mapped_column(ForeignKey("letter.key"), index=True)
    delivery: Mapped[str]
    status: Mapped[str]
    sha256: Mapped[str]
    received_at: Mapped[datetime]


class ReconciliationRow(Table):
    """One comparison of the book with the mail log: how many letters, and those where they differ."""

    __tablename__ = "reconciliation"
    at: Mapped[datetime] = mapped_column(primary_key=True)
    since: Mapped[datetime]
    sent: Mapped[int]
    differences: Mapped[dict[str, Any]]
