"""An elimination is rehearsed by one person and confirmed by another, and says what sample stays."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "disposal_rehearsal",
        sa.Column("fingerprint", sa.String, primary_key=True),
        sa.Column("rehearsed_by", sa.String, primary_key=True),
        sa.Column("rehearsed_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.add_column("disposal", sa.Column("confirmed_by", sa.String))
    op.add_column("disposal", sa.Column("selection", sa.String))
