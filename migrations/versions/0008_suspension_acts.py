"""Published acts that suspend terms: a case filed while one is in force is counted with it from its first day."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "suspension_act",
        sa.Column("act_number", sa.String, primary_key=True),
        sa.Column("from_on", sa.Date, nullable=False),
        sa.Column("to_on", sa.Date, nullable=False),
        sa.Column("norm", sa.String, nullable=False),
        sa.Column("published_by", sa.String, nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dependencia", sa.String, nullable=False),
        sa.Column("types", JSONB, nullable=False),
    )
    op.create_index("ix_suspension_act_to_on", "suspension_act", ["to_on"])
