"""The table of published acts that suspend terms."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from adapters.tables import Table


class SuspensionRow(Table):
    __tablename__ = "suspension_act"
    act_number: Mapped[str] = mapped_column(primary_key=True)
    from_on: Mapped[date]
    to_on: Mapped[date] = mapped_column(index=True)
    norm: Mapped[str]
    published_by: Mapped[str]
    published_at: Mapped[datetime]
    dependencia: Mapped[str]
    types: Mapped[list[Any]] = mapped_column(JSONB)
    revocation: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
