"""What the rules proposed for a petition, kept beside it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("filing", sa.Column("proposal", JSONB, nullable=True))


def downgrade() -> None:
    op.drop_column("filing", "proposal")
