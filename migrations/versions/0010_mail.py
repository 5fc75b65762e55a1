"""Letters on paper by their state; notices of retention; the acts that keep a text; the reserved notebook apart."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "retention_notice",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("message_id", sa.String, nullable=False),
        sa.Column("radicados", JSONB, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("message_id", name="uq_retention_notice_message_id"),
    )
    op.create_index(
        "ix_letter_paper", "letter", ["sent_at", "outgoing_radicado"], postgresql_where=sa.text("status = 'impresa'")
    )
    op.add_column("text", sa.Column("keepers", sa.Integer, nullable=False, server_default="1"))
    op.add_column("expediente", sa.Column("reserved_sha256", sa.String))
