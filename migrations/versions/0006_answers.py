"""Drafts, approved answers, joint answers, dispatch and survey reviews; with the first approved answers."""

from datetime import date
from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from domain.instants import start_of
from domain.knowledge_seed import SEED

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SEEDED_AT = start_of(date(2026, 1, 1))
COLUMNS = ("code", "version", "title", "body", "state", "types", "products", "motives", "author", "written_at",
           "approved_by", "approved_at")  # fmt: skip
LISTS = ("types", "products", "motives")


def upgrade() -> None:
    for statement in (Path(__file__).parent / "0006_answers.sql").read_text().split(";\n"):
        if statement.strip():
            op.execute(statement)
    kinds = dict.fromkeys(LISTS, JSONB)
    knowledge = sa.table("knowledge", *(sa.column(name, kinds.get(name)) for name in COLUMNS))
    op.bulk_insert(knowledge, [_row(answer) for answer in SEED])


def _row(answer: object) -> dict[str, object]:
    row = {name: getattr(answer, name) for name in COLUMNS}
    lists = {name: list(row[name]) for name in LISTS}
    return {**row, **lists, "written_at": SEEDED_AT, "approved_at": SEEDED_AT}
