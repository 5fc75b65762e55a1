CREATE TABLE access_log (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    radicado VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    what VARCHAR NOT NULL,
    at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_access_log PRIMARY KEY (id)
);

CREATE INDEX ix_access_log_radicado ON access_log (radicado);

CREATE TABLE calendar_version (
    version VARCHAR NOT NULL,
    valid_from DATE NOT NULL,
    norm VARCHAR NOT NULL,
    published_by VARCHAR NOT NULL,
    published_at TIMESTAMP WITH TIME ZONE NOT NULL,
    first_on DATE NOT NULL,
    last_on DATE NOT NULL,
    holidays JSONB NOT NULL,
    closures JSONB NOT NULL,
    CONSTRAINT pk_calendar_version PRIMARY KEY (version)
);

CREATE TABLE case_log (
    radicado VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    line INTEGER NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    act VARCHAR NOT NULL,
    actor VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    norm VARCHAR NOT NULL,
    CONSTRAINT pk_case_log PRIMARY KEY (radicado, version, line)
);

CREATE TABLE crm_delivery (
    delivery_id VARCHAR NOT NULL,
    radicado VARCHAR NOT NULL,
    sequence INTEGER NOT NULL,
    event VARCHAR NOT NULL,
    payload JSONB NOT NULL,
    status VARCHAR DEFAULT 'pendiente' NOT NULL,
    reason VARCHAR,
    delivered_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_crm_delivery PRIMARY KEY (delivery_id)
);

CREATE INDEX ix_crm_delivery_radicado ON crm_delivery (radicado);

CREATE TABLE crm_interaction (
    delivery_id VARCHAR NOT NULL,
    radicado VARCHAR NOT NULL,
    sequence INTEGER NOT NULL,
    event VARCHAR NOT NULL,
    payload JSONB NOT NULL,
    received_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_crm_interaction PRIMARY KEY (delivery_id)
);

CREATE INDEX ix_crm_interaction_radicado ON crm_interaction (radicado);

CREATE TABLE expediente (
    radicado VARCHAR NOT NULL,
    cycle INTEGER NOT NULL,
    sha256 VARCHAR NOT NULL,
    closed_on DATE NOT NULL,
    CONSTRAINT pk_expediente PRIMARY KEY (radicado, cycle)
);

CREATE TABLE filing (
    radicado VARCHAR NOT NULL,
    received_at TIMESTAMP WITH TIME ZONE NOT NULL,
    filed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    channel VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    description VARCHAR NOT NULL,
    petitioner_class VARCHAR NOT NULL,
    petitioner JSONB NOT NULL,
    origin VARCHAR NOT NULL,
    query_code VARCHAR NOT NULL,
    search TSVECTOR GENERATED ALWAYS AS (to_tsvector('spanish', subject || ' ' || description)) STORED NOT NULL,
    CONSTRAINT pk_filing PRIMARY KEY (radicado)
);

CREATE INDEX ix_filing_search ON filing USING gin (search);

CREATE TABLE idempotency (
    key_hash VARCHAR NOT NULL,
    body_sha256 VARCHAR NOT NULL,
    radicado VARCHAR,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_idempotency PRIMARY KEY (key_hash)
);

CREATE TABLE letter (
    key VARCHAR NOT NULL,
    radicado VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    medium VARCHAR NOT NULL,
    recipient VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    outgoing_radicado VARCHAR,
    message_id VARCHAR NOT NULL,
    verification_code VARCHAR NOT NULL,
    sha256 VARCHAR,
    pages INTEGER,
    subject VARCHAR,
    template VARCHAR,
    reply VARCHAR,
    claimed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    sent_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_letter PRIMARY KEY (key),
    CONSTRAINT uq_letter_outgoing_radicado UNIQUE (outgoing_radicado),
    CONSTRAINT uq_letter_message_id UNIQUE (message_id),
    CONSTRAINT uq_letter_verification_code UNIQUE (verification_code)
);

CREATE INDEX ix_letter_radicado ON letter (radicado);

CREATE TABLE official (
    role VARCHAR NOT NULL,
    dependencia VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    mail VARCHAR NOT NULL,
    CONSTRAINT pk_official PRIMARY KEY (role, dependencia)
);

CREATE TABLE outbox (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    kind VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    payload JSONB NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    not_before TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    done_at TIMESTAMP WITH TIME ZONE,
    attempts INTEGER DEFAULT '0' NOT NULL,
    last_error VARCHAR,
    CONSTRAINT pk_outbox PRIMARY KEY (id),
    CONSTRAINT uq_outbox_key UNIQUE (key)
);

CREATE INDEX ix_outbox_pending ON outbox (not_before) WHERE done_at IS NULL;

CREATE TABLE pqrsd_case (
    radicado VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    channel VARCHAR NOT NULL,
    level INTEGER NOT NULL,
    dependencia VARCHAR NOT NULL,
    responsible VARCHAR,
    received_at TIMESTAMP WITH TIME ZONE NOT NULL,
    due_on DATE,
    earliest_due_on DATE,
    is_overdue BOOLEAN NOT NULL,
    is_suspended BOOLEAN NOT NULL,
    priority VARCHAR,
    version INTEGER NOT NULL,
    calendar_version VARCHAR NOT NULL,
    snapshot JSONB NOT NULL,
    closed_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_pqrsd_case PRIMARY KEY (radicado)
);

CREATE INDEX ix_pqrsd_case_dependencia_state ON pqrsd_case (dependencia, state);

CREATE INDEX ix_pqrsd_case_due_on_radicado ON pqrsd_case (due_on, radicado);

CREATE TABLE radicado_counter (
    series VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    last BIGINT NOT NULL,
    CONSTRAINT pk_radicado_counter PRIMARY KEY (series, year)
);

CREATE TABLE survey (
    radicado VARCHAR NOT NULL,
    cycle INTEGER NOT NULL,
    token VARCHAR NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    status VARCHAR NOT NULL,
    score INTEGER,
    sub_scores JSONB,
    effort INTEGER,
    recommendation INTEGER,
    comment_hash VARCHAR,
    finished_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_survey PRIMARY KEY (radicado, cycle),
    CONSTRAINT uq_survey_token UNIQUE (token)
);

CREATE TABLE text (
    sha256 VARCHAR NOT NULL,
    radicado VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    author VARCHAR NOT NULL,
    body VARCHAR NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_text PRIMARY KEY (sha256, radicado)
);

CREATE TABLE attachment (
    radicado VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    mime_type VARCHAR NOT NULL,
    size_bytes BIGINT NOT NULL,
    sha256 VARCHAR NOT NULL,
    CONSTRAINT pk_attachment PRIMARY KEY (radicado, ordinal),
    CONSTRAINT fk_attachment_radicado FOREIGN KEY(radicado) REFERENCES filing (radicado)
);
