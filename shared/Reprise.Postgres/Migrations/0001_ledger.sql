-- The ledger: what happened to every row, kept in the target so that a step commits what it did together with the data.
-- Runs as the migration role, which owns the schema. Forward only: a released file is never edited.

CREATE TABLE reprise.run (
    id              text        PRIMARY KEY,
    entity          text        NOT NULL,
    entity_name     text        NOT NULL,
    plan            text        NOT NULL,
    mode            text        NOT NULL CHECK (mode IN ('rehearsal', 'full', 'incremental')),
    status          text        NOT NULL CHECK (status IN ('running', 'waiting', 'stopped', 'failed', 'succeeded', 'abandoned')),
    epoch           bigint      NOT NULL DEFAULT 0,
    requested_by    text        NOT NULL,
    idempotency_key text,
    started_at      timestamptz NOT NULL DEFAULT now(),
    ended_at        timestamptz,
    beat_at         timestamptz NOT NULL DEFAULT now(),   -- a driver was at work; silence means that its node is gone
    code            text,
    message         text,
    UNIQUE (entity, idempotency_key)
);
-- One run at a time per entity: a failed or stopped run does not block the next start, a running or waiting one does.
CREATE UNIQUE INDEX run_one_per_entity ON reprise.run (entity) WHERE status IN ('running', 'waiting');
CREATE INDEX run_started ON reprise.run (started_at DESC);

CREATE TABLE reprise.run_plan (
    run        text  PRIMARY KEY REFERENCES reprise.run,
    hash       text  NOT NULL,
    document   json NOT NULL  -- json, not jsonb: kept as written
);

-- Newest outcome of every step: the run's state is made of these alone.
CREATE TABLE reprise.step (
    run         text        NOT NULL REFERENCES reprise.run,
    kind        text        NOT NULL,
    subject     text        NOT NULL,
    failures    integer     NOT NULL DEFAULT 0,
    outcome     jsonb       NOT NULL,
    forgotten   boolean     NOT NULL DEFAULT false,   -- the outcome does not count any more: the step is to be tried again
    sequence    bigint      GENERATED ALWAYS AS IDENTITY,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (run, kind, subject)
);

CREATE TABLE reprise.approval (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run         text        NOT NULL REFERENCES reprise.run,
    granted     boolean     NOT NULL,
    approved_by text        NOT NULL,
    comment     text        NOT NULL,
    approved_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX approval_run ON reprise.approval (run, id DESC);

CREATE TABLE reprise.source_point (
    run           text        PRIMARY KEY REFERENCES reprise.run,
    point         text        NOT NULL,
    method        text        NOT NULL,
    is_consistent boolean     NOT NULL,
    position      text,
    unprotected   text[]      NOT NULL,
    opened_at     timestamptz NOT NULL DEFAULT now(),
    restarts      integer     NOT NULL DEFAULT 0
);

CREATE TABLE reprise.data_key (
    run          text        PRIMARY KEY REFERENCES reprise.run,
    key_id       text        NOT NULL,
    kek_id       text        NOT NULL,
    wrapped      bytea,      -- NULL once destroyed
    created_at   timestamptz NOT NULL DEFAULT now(),
    destroyed_at timestamptz,
    CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
);

-- A chunk of a source table: the checkpoint of extraction.
CREATE TABLE reprise.chunk (
    run          text        NOT NULL REFERENCES reprise.run,
    source_table text        NOT NULL,
    number       integer     NOT NULL,
    key_from     text[],
    key_to       text[],
    extracted_at timestamptz,
    rows         bigint      NOT NULL DEFAULT 0,
    PRIMARY KEY (run, source_table, number)
);

CREATE TABLE reprise.part (
    run          text    NOT NULL,
    source_table text    NOT NULL,
    chunk        integer NOT NULL,
    number       integer NOT NULL,
    blob         text    NOT NULL,
    rows         bigint  NOT NULL,
    bytes        bigint  NOT NULL,
    sha256       text    NOT NULL,
    PRIMARY KEY (run, source_table, chunk, number),
    FOREIGN KEY (run, source_table, chunk) REFERENCES reprise.chunk ON DELETE CASCADE
);

-- A chunk staged for one table plan: the checkpoint of staging, written in the transaction of its COPY.
CREATE TABLE reprise.staged_chunk (
    run         text        NOT NULL REFERENCES reprise.run,
    table_plan  text        NOT NULL,
    chunk       integer     NOT NULL,
    rows_read   bigint      NOT NULL,
    rows_staged bigint      NOT NULL,
    filtered    bigint      NOT NULL,
    staged_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (run, table_plan, chunk)
);

-- chunk is 0 for entries of later steps (resolve, publish), which replace their own.
CREATE TABLE reprise.coercion (
    run         text    NOT NULL REFERENCES reprise.run,
    table_plan  text    NOT NULL,
    chunk       integer NOT NULL,
    column_name text    NOT NULL,
    rule        text    NOT NULL,
    count       bigint  NOT NULL,
    samples     text[]  NOT NULL,
    keys        bytea[] NOT NULL DEFAULT '{}',   -- sealed: source keys of the changed rows
    PRIMARY KEY (run, table_plan, chunk, column_name, rule)
);

CREATE TABLE reprise.quarantine (
    run         text    NOT NULL REFERENCES reprise.run,
    entity      text    NOT NULL,
    table_plan  text    NOT NULL,
    source_key  text    NOT NULL,
    chunk       integer NOT NULL,
    column_name text    NOT NULL,
    reason      text    NOT NULL,
    content     bytea,                           -- sealed: the source row; NULL where it was held back after mapping
    recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX quarantine_run ON reprise.quarantine (run, table_plan, chunk);
-- By digest: a key may be longer than a B-tree takes. With run and table plan in front: beside an index of the key alone
-- the planner may take quarantine_run, and read all of a table plan's quarantine for every key.
CREATE INDEX quarantine_key ON reprise.quarantine (run, table_plan, (md5(source_key)::uuid));

CREATE TABLE reprise.gate_verdict (
    run        text    NOT NULL REFERENCES reprise.run,
    gate       text    NOT NULL,
    table_plan text    NOT NULL,
    measure    numeric NOT NULL,
    threshold  numeric NOT NULL,
    passed     boolean NOT NULL,
    waived_by  text,
    PRIMARY KEY (run, gate, table_plan)
);

-- Figures of a table plan, written by resolve and confirmed by publish.
CREATE TABLE reprise.table_figures (
    run         text   NOT NULL REFERENCES reprise.run,
    table_plan  text   NOT NULL,
    lot         text   NOT NULL,
    read        bigint NOT NULL,
    published   bigint NOT NULL,
    unchanged   bigint NOT NULL,
    merged      bigint NOT NULL,
    quarantined bigint NOT NULL,
    filtered    bigint NOT NULL,
    PRIMARY KEY (run, table_plan)
);

CREATE TABLE reprise.verification (
    run         text        NOT NULL REFERENCES reprise.run,
    table_plan  text        NOT NULL,
    method      text        NOT NULL,
    rows        bigint      NOT NULL,
    differences bigint      NOT NULL,
    detail      text        NOT NULL,
    verified_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (run, table_plan, method)
);

CREATE TABLE reprise.published_lot (
    run          text        NOT NULL REFERENCES reprise.run,
    lot          text        NOT NULL,
    published_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (run, lot)
);

-- (entity, source table, source key) -> target id, for every row that became or joined a record.
-- record_hash is the md5 of the record as Reprise last wrote it: a record that differs was changed by the application.
-- One row per source row, so two costs are spared here and in before_image: keys are ordered by bytes ("C"), since nobody
-- reads them in the order of a language; and run is no foreign key, since the transaction that writes holds that row locked.
CREATE TABLE reprise.crosswalk (
    entity       text    COLLATE "C" NOT NULL,
    target_table text    COLLATE "C" NOT NULL,
    source_table text    COLLATE "C" NOT NULL,
    source_key   text    COLLATE "C" NOT NULL,
    target_id    text    COLLATE "C" NOT NULL,
    merged       boolean NOT NULL,
    record_hash  uuid,
    run          text    NOT NULL,
    PRIMARY KEY (entity, target_table, source_table, source_key)
);
CREATE INDEX crosswalk_target ON reprise.crosswalk (target_table, target_id);

-- Content of a target record before a run changed it; NULL content = the run inserted it.
CREATE TABLE reprise.before_image (
    run          text  COLLATE "C" NOT NULL,
    target_table text  COLLATE "C" NOT NULL,
    target_id    text  COLLATE "C" NOT NULL,
    content      jsonb,
    PRIMARY KEY (run, target_table, target_id)
);

CREATE TABLE reprise.report (
    run        text        NOT NULL REFERENCES reprise.run,
    name       text        NOT NULL,
    media_type text        NOT NULL,
    content    bytea       NOT NULL,
    written_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (run, name)
);

CREATE TABLE reprise.purge (
    run           text        PRIMARY KEY REFERENCES reprise.run,
    blobs_deleted integer     NOT NULL,
    reason        text        NOT NULL,
    purged_at     timestamptz NOT NULL DEFAULT now()
);

-- Who did what, append-only: each row carries the hash of the one before.
CREATE TABLE reprise.audit (
    id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run      text,
    actor    text        NOT NULL,
    action   text        NOT NULL,
    detail   text        NOT NULL,
    at       timestamptz NOT NULL DEFAULT now(),
    previous bytea       NOT NULL,
    hash     bytea       NOT NULL
);

CREATE FUNCTION reprise.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION 'the audit trail is append-only';
END
$body$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reprise.audit
    FOR EACH STATEMENT EXECUTE FUNCTION reprise.refuse_change();
ALTER TABLE reprise.audit ENABLE ALWAYS TRIGGER audit_append_only;
