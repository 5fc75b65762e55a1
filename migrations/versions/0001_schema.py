"""The first schema, with the published calendars and the officials of the embedded stack."""

from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from domain.calendar import Calendar
from domain.colombia import CALENDARS
from domain.instants import start_of

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

OFFICIALS = (
    ("responsable", "", "Equipo de respuesta", "respuesta@icetex.example"),
    ("coordinador", "", "Coordinación del Grupo de Atención al Usuario", "coordinacion.gau@icetex.example"),
    ("jefe", "", "Jefatura de la Oficina Comercial y de Mercadeo", "jefatura.ocm@icetex.example"),
    ("control_interno", "", "Oficina de Control Interno", "control.interno@icetex.example"),
    ("entidad", "", "Ventanilla de correspondencia externa", "correspondencia@icetex.example"),
)


def upgrade() -> None:
    for statement in (Path(__file__).parent / "0001_schema.sql").read_text().split(";\n"):
        if statement.strip():
            op.execute(statement)
    kinds = {"holidays": JSONB, "closures": JSONB}
    calendars = sa.table("calendar_version", *(sa.column(x, kinds.get(x)) for x in _COLUMNS))
    op.bulk_insert(calendars, [_calendar(c) for c in CALENDARS])
    officials = sa.table("official", *(sa.column(name) for name in ("role", "dependencia", "name", "mail")))
    op.bulk_insert(
        officials, [dict(zip(("role", "dependencia", "name", "mail"), row, strict=True)) for row in OFFICIALS]
    )


_COLUMNS = (
    "version",
    "valid_from",
    "norm",
    "published_by",
    "published_at",
    "first_on",
    "last_on",
    "holidays",
    "closures",
)


def _calendar(calendar: Calendar) -> dict[str, object]:
    row: dict[str, object] = {name: getattr(calendar, name, None) for name in _COLUMNS}
    row["published_at"] = start_of(calendar.valid_from)
    for name in ("holidays", "closures"):
        row[name] = {day.isoformat(): why for day, why in getattr(calendar, name).items()}
    return row
