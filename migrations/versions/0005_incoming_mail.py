"""Mail that comes in, with one outcome each; the proof of what became of a letter; book and mail log compared."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

STATEMENTS = (
    """CREATE TABLE incoming_mail (
        fingerprint text PRIMARY KEY,
        mailbox text NOT NULL,
        sha256 text NOT NULL,
        size_bytes bigint NOT NULL,
        message_id text,
        received_at timestamptz NOT NULL,
        claimed_at timestamptz NOT NULL DEFAULT now(),
        sender_hash text,
        kind text,
        outcome text NOT NULL DEFAULT 'recibido',
        detail text,
        radicado text,
        is_forced boolean NOT NULL DEFAULT false,
        handled_by text,
        attempts integer NOT NULL DEFAULT 0,
        not_before timestamptz NOT NULL DEFAULT now(),
        settled_at timestamptz
    )""",
    "CREATE INDEX ix_incoming_mail_pending ON incoming_mail (not_before) WHERE settled_at IS NULL",
    "CREATE INDEX ix_incoming_mail_outcome ON incoming_mail (outcome, received_at)",
    "CREATE INDEX ix_incoming_mail_sender ON incoming_mail (sender_hash, received_at)",
    "CREATE INDEX ix_incoming_mail_radicado ON incoming_mail (radicado)",
    """CREATE TABLE letter_evidence (
        fingerprint text PRIMARY KEY REFERENCES incoming_mail (fingerprint),
        letter_key text NOT NULL REFERENCES letter (key),
        delivery text NOT NULL,
        status text NOT NULL,
        sha256 text NOT NULL,
        received_at timestamptz NOT NULL
    )""",
    "CREATE INDEX ix_letter_evidence_letter_key ON letter_evidence (letter_key)",
    """CREATE TABLE reconciliation (
        at timestamptz PRIMARY KEY,
        since timestamptz NOT NULL,
        sent integer NOT NULL,
        differences jsonb NOT NULL
    )""",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
