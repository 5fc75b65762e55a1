"""What was put in the archive for somebody, until a row refers to it; and who refers to a file, found by its hash."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

NAMING = (("attachment", "sha256"), ("letter", "sha256"), ("incoming_mail", "sha256"), ("expediente", "sha256"),
          ("expediente", "reserved_sha256"))  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "upload",
        sa.Column("sha256", sa.String, primary_key=True),
        sa.Column("claimant", sa.String, primary_key=True),
        sa.Column("sweep_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_upload_sweep_at", "upload", ["sweep_at"])
    op.create_index("ix_upload_claimant", "upload", ["claimant"])
    for table, column in NAMING:
        op.create_index(f"ix_{table}_{column}", table, [column])
