"""Retention of each closed expediente, holds, disposals, and a key for each case."""

from pathlib import Path

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for statement in (Path(__file__).parent / "0009_archive.sql").read_text().split(";\n"):
        if statement.strip():
            op.execute(statement)
