"""The citizen's side: later files, one-time links, messages, sensitive data apart, consent, reasons of access."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STATEMENTS = (
    "ALTER TABLE attachment ADD COLUMN kind VARCHAR NOT NULL DEFAULT 'anexo', ADD COLUMN received_at TIMESTAMPTZ",
    "CREATE UNIQUE INDEX uq_attachment_once ON attachment (radicado, kind, sha256) WHERE kind <> 'anexo'",
    "ALTER TABLE access_log ADD COLUMN reason VARCHAR",
    """CREATE TABLE citizen_link (
        letter_key VARCHAR NOT NULL,
        token_sha256 VARCHAR NOT NULL,
        radicado VARCHAR NOT NULL,
        cycle INTEGER NOT NULL,
        purpose VARCHAR NOT NULL,
        until_on DATE NOT NULL,
        CONSTRAINT pk_citizen_link PRIMARY KEY (letter_key),
        CONSTRAINT uq_citizen_link_token_sha256 UNIQUE (token_sha256)
    )""",
    """CREATE TABLE citizen_link_use (
        letter_key VARCHAR NOT NULL,
        act VARCHAR NOT NULL,
        at TIMESTAMPTZ NOT NULL,
        CONSTRAINT pk_citizen_link_use PRIMARY KEY (letter_key, act)
    )""",
    """CREATE TABLE message (
        radicado VARCHAR NOT NULL,
        key VARCHAR NOT NULL,
        at TIMESTAMPTZ NOT NULL,
        author VARCHAR NOT NULL,
        is_from_entity BOOLEAN NOT NULL,
        text_sha256 VARCHAR NOT NULL,
        read_at TIMESTAMPTZ,
        CONSTRAINT pk_message PRIMARY KEY (radicado, key)
    )""",
    """CREATE TABLE sensitive (
        radicado VARCHAR NOT NULL,
        condition VARCHAR NOT NULL,
        authorized_at TIMESTAMPTZ NOT NULL,
        CONSTRAINT pk_sensitive PRIMARY KEY (radicado)
    )""",
    """CREATE TABLE privacy_notice (
        version VARCHAR NOT NULL,
        body VARCHAR NOT NULL,
        first_shown_at TIMESTAMPTZ NOT NULL,
        CONSTRAINT pk_privacy_notice PRIMARY KEY (version)
    )""",
    """CREATE TABLE consent (
        radicado VARCHAR NOT NULL,
        notice_version VARCHAR NOT NULL,
        is_sensitive_authorized BOOLEAN NOT NULL,
        accepted_at TIMESTAMPTZ NOT NULL,
        CONSTRAINT pk_consent PRIMARY KEY (radicado)
    )""",
    # A condition recorded before without its own authorisation is not kept (Ley 1581 de 2012, arts. 5 and 6).
    "UPDATE filing SET petitioner = petitioner - 'condicion_especial' WHERE petitioner ? 'condicion_especial'",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
