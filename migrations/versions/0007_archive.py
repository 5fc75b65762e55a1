"""Retention of each closed expediente, holds, disposals, and a key for each case."""

from pathlib import Path

from alembic import op

revision = "0007"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for statement in (Path(__file__).parent / "0007_archive.sql").read_text().split(";\n"):
        if statement.strip():
            op.execute(statement)
