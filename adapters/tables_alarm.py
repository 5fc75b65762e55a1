"""The table of alarms; see `tables.py`."""

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from adapters.tables import Table


class AlarmRow(Table):
    """An answer that does not leave while its term ends; settled when it has left."""

    __tablename__ = "alarm"
    key: Mapped[str] = mapped_column(primary_key=True)
    radicado: Mapped[str]
    due_on: Mapped[date]
    reason: Mapped[str]
    raised_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    __table_args__ = (Index("ix_alarm_due_on", "due_on", postgresql_where=text("settled_at IS NULL")),)
