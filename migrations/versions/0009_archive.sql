ALTER TABLE expediente ADD COLUMN index_sha256 VARCHAR;

ALTER TABLE expediente ADD COLUMN documents INTEGER;

ALTER TABLE expediente ADD COLUMN series JSONB;

ALTER TABLE expediente ADD COLUMN retained_until DATE;

ALTER TABLE expediente ADD COLUMN warned_at TIMESTAMP WITH TIME ZONE;

UPDATE expediente SET series = jsonb_build_object(
        'code', '500.38', 'name', 'PETICIONES, QUEJAS, RECLAMOS, SUGERENCIAS Y DENUNCIAS',
        'subseries_code', '500.38.01', 'subseries', 'DERECHOS DE PETICIÓN',
        'gestion_years', 2, 'central_years', 8, 'disposition', 'Selección'),
    retained_until = (closed_on + INTERVAL '10 years')::date + (extract(day FROM closed_on) <> extract(day FROM closed_on + INTERVAL '10 years'))::int;

ALTER TABLE expediente ALTER COLUMN series SET NOT NULL;

ALTER TABLE expediente ALTER COLUMN retained_until SET NOT NULL;

CREATE INDEX ix_expediente_retained_until ON expediente (retained_until);

CREATE TABLE case_key (
    radicado VARCHAR NOT NULL,
    master VARCHAR NOT NULL,
    wrapped BYTEA,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    destroyed_at TIMESTAMP WITH TIME ZONE,
    act VARCHAR,
    CONSTRAINT pk_case_key PRIMARY KEY (radicado)
);

CREATE TABLE retention_hold (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    radicado VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_retention_hold PRIMARY KEY (id)
);

CREATE INDEX ix_retention_hold_radicado ON retention_hold (radicado);

CREATE TABLE disposal (
    act VARCHAR NOT NULL,
    approved_by VARCHAR NOT NULL,
    requested_by VARCHAR NOT NULL,
    fingerprint VARCHAR NOT NULL,
    radicados JSONB NOT NULL,
    started_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_disposal PRIMARY KEY (act)
);

CREATE TABLE disposed_case (
    radicado VARCHAR NOT NULL,
    act VARCHAR NOT NULL,
    indexes JSONB NOT NULL,
    blobs JSONB NOT NULL,
    claimed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    disposed_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_disposed_case PRIMARY KEY (radicado),
    CONSTRAINT fk_disposed_case_act FOREIGN KEY (act) REFERENCES disposal (act)
);
