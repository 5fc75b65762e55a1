"""The tables, as SQLAlchemy sees them; `migrations/` is what makes them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Index, MetaData, text
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: DateTime(timezone=True), dict[str, Any]: JSONB}  # noqa: RUF012


class CalendarRow(Table):
    __tablename__ = "calendar_version"
    version: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[date]
    norm: Mapped[str]
    published_by: Mapped[str]
    published_at: Mapped[datetime]
    first_on: Mapped[date]
    last_on: Mapped[date]
    holidays: Mapped[dict[str, Any]]
    closures: Mapped[dict[str, Any]]


class RadicadoCounter(Table):
    __tablename__ = "radicado_counter"
    series: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int] = mapped_column(BigInteger)


class FilingRow(Table):
    """What the petitioner filed and who they are, sealed with the key of the case.

    `search` has the lexemes of what they wrote as marks that only who holds the key of searches can make.
    """

    __tablename__ = "filing"
    radicado: Mapped[str] = mapped_column(primary_key=True)
    received_at: Mapped[datetime]
    filed_at: Mapped[datetime]
    channel: Mapped[str]
    petitioner_class: Mapped[str]
    sealed: Mapped[bytes]
    search: Mapped[str] = mapped_column(TSVECTOR)
    __table_args__ = (Index("ix_filing_search", "search", postgresql_using="gin"),)


class AttachmentRow(Table):
    __tablename__ = "attachment"
    radicado: Mapped[str] = mapped_column(ForeignKey("filing.radicado"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    sealed_name: Mapped[bytes]
    mime_type: Mapped[str]
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(server_default="anexo")
    received_at: Mapped[datetime | None]


class IdempotencyRow(Table):
    __tablename__ = "idempotency"
    key_hash: Mapped[str] = mapped_column(primary_key=True)
    body_sha256: Mapped[str]
    radicado: Mapped[str | None]
    created_at: Mapped[datetime]


class CaseRow(Table):
    """The read model: the last version of each case."""

    __tablename__ = "pqrsd_case"
    radicado: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    type: Mapped[str]
    channel: Mapped[str]
    level: Mapped[int]
    dependencia: Mapped[str]
    responsible: Mapped[str | None]
    received_at: Mapped[datetime]
    due_on: Mapped[date | None]
    earliest_due_on: Mapped[date | None]
    is_overdue: Mapped[bool]
    is_suspended: Mapped[bool]
    priority: Mapped[str | None]
    version: Mapped[int]
    calendar_version: Mapped[str]
    snapshot: Mapped[dict[str, Any]]
    sealed_words: Mapped[bytes | None]
    closed_at: Mapped[datetime | None]
    level_due_on: Mapped[date | None]
    __table_args__ = (
        Index("ix_pqrsd_case_due_on_radicado", "due_on", "radicado"),
        Index("ix_pqrsd_case_dependencia_state", "dependencia", "state"),
        Index("ix_pqrsd_case_level_dependencia", "level", "dependencia"),
    )


class LogRow(Table):
    __tablename__ = "case_log"
    radicado: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    act: Mapped[str]
    actor: Mapped[str]
    sealed_text: Mapped[bytes]
    norm: Mapped[str]


class LetterRowTable(Table):
    __tablename__ = "letter"
    key: Mapped[str] = mapped_column(primary_key=True)
    radicado: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    medium: Mapped[str]
    recipient: Mapped[str]
    status: Mapped[str]
    outgoing_radicado: Mapped[str | None] = mapped_column(unique=True)
    message_id: Mapped[str] = mapped_column(unique=True)
    verification_code: Mapped[str] = mapped_column(unique=True)
    sha256: Mapped[str | None] = mapped_column(index=True)
    pages: Mapped[int | None]
    subject: Mapped[str | None]
    template: Mapped[str | None]
    sealed_reply: Mapped[bytes | None]
    claimed_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    __table_args__ = (
        Index("ix_letter_paper", "sent_at", "outgoing_radicado", postgresql_where=text("status = 'impresa'")),
    )


class TextRow(Table):
    __tablename__ = "text"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    radicado: Mapped[str] = mapped_column(primary_key=True, index=True)
    kind: Mapped[str]
    author: Mapped[str]
    sealed: Mapped[bytes]
    created_at: Mapped[datetime]
    keepers: Mapped[int] = mapped_column(server_default="1")


class OutboxRow(Table):
    __tablename__ = "outbox"
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    kind: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)
    payload: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(server_default=text("now()"))
    not_before: Mapped[datetime] = mapped_column(server_default=text("now()"))
    done_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(server_default="0")
    last_error: Mapped[str | None]
    __table_args__ = (Index("ix_outbox_pending", "not_before", postgresql_where=text("done_at IS NULL")),)


class CrmDeliveryRow(Table):
    __tablename__ = "crm_delivery"
    delivery_id: Mapped[str] = mapped_column(primary_key=True)
    radicado: Mapped[str] = mapped_column(index=True)
    sequence: Mapped[int]
    event: Mapped[str]
    payload: Mapped[dict[str, Any]]
    status: Mapped[str] = mapped_column(server_default="pendiente")
    reason: Mapped[str | None]
    delivered_at: Mapped[datetime | None]


class CrmInteractionRow(Table):
    """The embedded CRM: the interactions it was told."""

    __tablename__ = "crm_interaction"
    delivery_id: Mapped[str] = mapped_column(primary_key=True)
    radicado: Mapped[str] = mapped_column(index=True)
    sequence: Mapped[int]
    event: Mapped[str]
    payload: Mapped[dict[str, Any]]
    sealed_contact: Mapped[bytes | None]
    received_at: Mapped[datetime] = mapped_column(server_default=text("now()"))


class SurveyRow(Table):
    __tablename__ = "survey"
    radicado: Mapped[str] = mapped_column(primary_key=True)
    cycle: Mapped[int] = mapped_column(primary_key=True)
    token_sha256: Mapped[str] = mapped_column(unique=True)
    sealed_token: Mapped[bytes]
    expires_at: Mapped[datetime]
    status: Mapped[str]
    score: Mapped[int | None]
    sub_scores: Mapped[dict[str, Any] | None]
    effort: Mapped[int | None]
    recommendation: Mapped[int | None]
    comment_hash: Mapped[str | None]
    finished_at: Mapped[datetime | None]


class ExpedienteRow(Table):
    __tablename__ = "expediente"
    radicado: Mapped[str] = mapped_column(primary_key=True)
    cycle: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(index=True)
    closed_on: Mapped[date]
    index_sha256: Mapped[str | None]
    documents: Mapped[int | None]
    reserved_sha256: Mapped[str | None] = mapped_column(index=True)
    series: Mapped[dict[str, Any]]
    retained_until: Mapped[date] = mapped_column(index=True)
    warned_at: Mapped[datetime | None]


class AccessRow(Table):
    """Who read or acted on which case."""

    __tablename__ = "access_log"
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    radicado: Mapped[str] = mapped_column(index=True)
    who: Mapped[str]
    role: Mapped[str]
    what: Mapped[str]
    at: Mapped[datetime] = mapped_column(server_default=text("now()"))
    reason: Mapped[str | None]
