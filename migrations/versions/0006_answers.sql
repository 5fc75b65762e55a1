CREATE TABLE draft (
    radicado VARCHAR NOT NULL,
    author VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    body VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    is_automatic BOOLEAN NOT NULL,
    saved_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_draft PRIMARY KEY (radicado, author, version)
);

CREATE TABLE knowledge (
    code VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    body VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    types JSONB NOT NULL,
    products JSONB NOT NULL,
    motives JSONB NOT NULL,
    author VARCHAR NOT NULL,
    written_at TIMESTAMP WITH TIME ZONE NOT NULL,
    approved_by VARCHAR,
    approved_at TIMESTAMP WITH TIME ZONE,
    withdrawn_by VARCHAR,
    withdrawn_at TIMESTAMP WITH TIME ZONE,
    search TSVECTOR GENERATED ALWAYS AS (setweight(to_tsvector('spanish', title), 'A') || setweight(to_tsvector('spanish', body), 'B')) STORED NOT NULL,
    CONSTRAINT pk_knowledge PRIMARY KEY (code, version)
);

CREATE INDEX ix_knowledge_search ON knowledge USING gin (search);

CREATE TABLE knowledge_use (
    code VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    radicado VARCHAR NOT NULL,
    used_by VARCHAR NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_knowledge_use PRIMARY KEY (code, version, radicado),
    CONSTRAINT fk_knowledge_use_code FOREIGN KEY(code, version) REFERENCES knowledge (code, version)
);

CREATE TABLE petition_group (
    id VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    is_single_answer BOOLEAN NOT NULL,
    formed_by VARCHAR NOT NULL,
    formed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    body VARCHAR,
    drafted_by VARCHAR,
    drafted_at TIMESTAMP WITH TIME ZONE,
    review VARCHAR,
    reviewed_by VARCHAR,
    reviewed_at TIMESTAMP WITH TIME ZONE,
    review_comment VARCHAR,
    sense VARCHAR,
    signer VARCHAR,
    signer_title VARCHAR,
    answered_by VARCHAR,
    answered_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_petition_group PRIMARY KEY (id)
);

CREATE TABLE petition_group_member (
    radicado VARCHAR NOT NULL,
    group_id VARCHAR NOT NULL,
    received_at TIMESTAMP WITH TIME ZONE NOT NULL,
    status VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    text_hash VARCHAR,
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_petition_group_member PRIMARY KEY (radicado),
    CONSTRAINT fk_petition_group_member_group_id FOREIGN KEY(group_id) REFERENCES petition_group (id)
);

CREATE INDEX ix_petition_group_member_group_id ON petition_group_member (group_id);

CREATE TABLE publication (
    group_id VARCHAR NOT NULL,
    medium VARCHAR NOT NULL,
    published_on DATE NOT NULL,
    reference VARCHAR NOT NULL,
    noted_by VARCHAR NOT NULL,
    noted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_publication PRIMARY KEY (group_id, medium),
    CONSTRAINT fk_publication_group_id FOREIGN KEY(group_id) REFERENCES petition_group (id)
);

CREATE TABLE dispatch (
    outgoing_radicado VARCHAR NOT NULL,
    operator VARCHAR,
    guide VARCHAR,
    handed_on DATE,
    handed_by VARCHAR,
    outcome VARCHAR,
    outcome_at TIMESTAMP WITH TIME ZONE,
    receiver VARCHAR,
    noted_by VARCHAR,
    CONSTRAINT pk_dispatch PRIMARY KEY (outgoing_radicado)
);

CREATE UNIQUE INDEX uq_dispatch_operator_guide ON dispatch (operator, guide);

CREATE TABLE survey_review (
    radicado VARCHAR NOT NULL,
    cycle INTEGER NOT NULL,
    score INTEGER NOT NULL,
    opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    outcome VARCHAR,
    conclusion VARCHAR,
    concluded_by VARCHAR,
    concluded_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_survey_review PRIMARY KEY (radicado, cycle)
);

CREATE UNIQUE INDEX uq_knowledge_approved ON knowledge (code) WHERE state = 'aprobada';
