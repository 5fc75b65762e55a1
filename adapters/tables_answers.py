"""The tables of answering: drafts, approved answers, joint answers, dispatch and the reviews a bad rating opens."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Computed, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from adapters.tables import Table

SEARCHED = "setweight(to_tsvector('spanish', title), 'A') || setweight(to_tsvector('spanish', body), 'B')"


class DraftRow(Table):
    """What an official is writing, version by version; nobody is told until they submit it."""

    __tablename__ = "draft"
    radicado: Mapped[str] = mapped_column(primary_key=True)
    author: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]
    kind: Mapped[str]
    is_automatic: Mapped[bool]
    saved_at: Mapped[datetime]


class KnowledgeRow(Table):
    """A version of an approved answer, or of one on its way to be."""

    __tablename__ = "knowledge"
    code: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    body: Mapped[str]
    state: Mapped[str]
    types: Mapped[list[Any]] = mapped_column(JSONB)
    products: Mapped[list[Any]] = mapped_column(JSONB)
    motives: Mapped[list[Any]] = mapped_column(JSONB)
    author: Mapped[str]
    written_at: Mapped[datetime]
    approved_by: Mapped[str | None]
    approved_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str | None]
    withdrawn_at: Mapped[datetime | None]
    search: Mapped[str] = mapped_column(TSVECTOR, Computed(SEARCHED, persisted=True))
    __table_args__ = (Index("ix_knowledge_search", "search", postgresql_using="gin"),)


class KnowledgeUseRow(Table):
    """A case for which somebody began a draft from an approved answer."""

    __tablename__ = "knowledge_use"
    code: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    radicado: Mapped[str] = mapped_column(primary_key=True)
    used_by: Mapped[str]
    used_at: Mapped[datetime]
    __table_args__ = (ForeignKeyConstraint(["code", "version"], ["knowledge.code", "knowledge.version"]),)


class GroupRow(Table):
    """Analogous petitions answered together."""

    __tablename__ = "petition_group"
    id: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str]
    is_single_answer: Mapped[bool]
    formed_by: Mapped[str]
    formed_at: Mapped[datetime]
    body: Mapped[str | None]
    drafted_by: Mapped[str | None]
    drafted_at: Mapped[datetime | None]
    review: Mapped[str | None]
    reviewed_by: Mapped[str | None]
    reviewed_at: Mapped[datetime | None]
    review_comment: Mapped[str | None]
    sense: Mapped[str | None]
    signer: Mapped[str | None]
    signer_title: Mapped[str | None]
    answered_by: Mapped[str | None]
    answered_at: Mapped[datetime | None]


class GroupMemberRow(Table):
    """A petition of a group: it belongs to one only."""

    __tablename__ = "petition_group_member"
    radicado: Mapped[str] = mapped_column(primary_key=True)
    group_id: Mapped[str] = mapped_column(ForeignKey("petition_group.id"), index=True)
    received_at: Mapped[datetime]
    status: Mapped[str]
    detail: Mapped[str]
    text_hash: Mapped[str | None]
    changed_at: Mapped[datetime]


class PublicationRow(Table):
    """Where and when an answer was made public: the web page, a newspaper, the notice board."""

    __tablename__ = "publication"
    group_id: Mapped[str] = mapped_column(ForeignKey("petition_group.id"), primary_key=True)
    medium: Mapped[str] = mapped_column(primary_key=True)
    published_on: Mapped[date]
    reference: Mapped[str]
    noted_by: Mapped[str]
    noted_at: Mapped[datetime]


class DispatchRow(Table):
    """A printed letter handed to a postal operator or kept at the counter, and what became of it."""

    __tablename__ = "dispatch"
    outgoing_radicado: Mapped[str] = mapped_column(primary_key=True)
    operator: Mapped[str | None]
    guide: Mapped[str | None]
    handed_on: Mapped[date | None]
    handed_by: Mapped[str | None]
    outcome: Mapped[str | None]
    outcome_at: Mapped[datetime | None]
    sealed_receiver: Mapped[bytes | None]
    noted_by: Mapped[str | None]
    __table_args__ = (Index("uq_dispatch_operator_guide", "operator", "guide", unique=True),)


class SurveyReviewRow(Table):
    """The review a bad rating opens: a task with an outcome."""

    __tablename__ = "survey_review"
    radicado: Mapped[str] = mapped_column(primary_key=True)
    cycle: Mapped[int] = mapped_column(primary_key=True)
    score: Mapped[int]
    opened_at: Mapped[datetime]
    outcome: Mapped[str | None]
    sealed_conclusion: Mapped[bytes | None]
    concluded_by: Mapped[str | None]
    concluded_at: Mapped[datetime | None]
