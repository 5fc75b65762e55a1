CREATE TABLE catalog_version (
    kind VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    content JSONB NOT NULL,
    valid_from DATE NOT NULL,
    published_by VARCHAR NOT NULL,
    published_at TIMESTAMP WITH TIME ZONE NOT NULL,
    reason VARCHAR NOT NULL,
    CONSTRAINT pk_catalog_version PRIMARY KEY (kind, version)
);

ALTER TABLE pqrsd_case ADD COLUMN level_due_on DATE;

CREATE INDEX ix_pqrsd_case_level_dependencia ON pqrsd_case (level, dependencia);

CREATE TABLE case_level (
    radicado VARCHAR NOT NULL,
    cycle INTEGER NOT NULL,
    level INTEGER NOT NULL,
    from_level INTEGER,
    dependencia VARCHAR NOT NULL,
    entered_at TIMESTAMP WITH TIME ZONE NOT NULL,
    left_at TIMESTAMP WITH TIME ZONE,
    due_on DATE,
    version INTEGER NOT NULL,
    CONSTRAINT pk_case_level PRIMARY KEY (radicado, cycle, level)
);

CREATE TABLE digest (
    digest_on DATE NOT NULL,
    recipient VARCHAR NOT NULL,
    message_id VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    cases INTEGER NOT NULL,
    claimed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    sent_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_digest PRIMARY KEY (digest_on, recipient),
    CONSTRAINT uq_digest_message_id UNIQUE (message_id)
);

CREATE TABLE digest_line (
    key VARCHAR NOT NULL,
    radicado VARCHAR NOT NULL,
    recipient VARCHAR NOT NULL,
    says VARCHAR NOT NULL,
    due_at TIMESTAMP WITH TIME ZONE NOT NULL,
    fired_at TIMESTAMP WITH TIME ZONE NOT NULL,
    digested_on DATE,
    digested_to VARCHAR,
    CONSTRAINT pk_digest_line PRIMARY KEY (key)
);

CREATE INDEX ix_digest_line_radicado ON digest_line (radicado);

DROP TABLE official;
