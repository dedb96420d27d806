-- Quarantine is worked: rows held back are corrected or left out by a person, and go the normal path at the next run.

ALTER TABLE reprise.quarantine
    ADD COLUMN source_row    bytea,   -- sealed: the source row, where content is what mapping made of it (chunk 0)
    ADD COLUMN row_hash      bytea,   -- SHA-256 of the source row; NULL = not at hand: such a row cannot be corrected in a file
    ADD COLUMN reinjected_by text;    -- run that published the row later
-- By digest: a key may be longer than a B-tree takes.
CREATE INDEX quarantine_open ON reprise.quarantine (entity, table_plan, (md5(source_key)::uuid)) WHERE reinjected_by IS NULL;

-- What a person decided about a source row. Never changed, only superseded: a run keeps to the corrections it started with.
CREATE TABLE reprise.correction (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity        text        NOT NULL,
    run           text        NOT NULL REFERENCES reprise.run,   -- run that held the row back; content is sealed for it
    table_plan    text        NOT NULL,
    source_table  text        NOT NULL,
    source_key    text        NOT NULL,
    row_hash      bytea       NOT NULL,   -- the correction holds while the source row has this hash
    is_dismissed  boolean     NOT NULL,
    content       bytea       NOT NULL,   -- sealed: corrected cells, and the reason of a dismissal
    recorded_by   text        NOT NULL,
    recorded_at   timestamptz NOT NULL DEFAULT now(),
    superseded_at timestamptz
);

CREATE UNIQUE INDEX correction_valid ON reprise.correction (entity, table_plan, (md5(source_key)::uuid), row_hash) WHERE superseded_at IS NULL;

-- Corrections that a run lays over its source rows, fixed when it is planned.
CREATE TABLE reprise.run_correction (
    run        text    NOT NULL REFERENCES reprise.run,
    table_plan text    NOT NULL,
    correction bigint  NOT NULL REFERENCES reprise.correction,
    is_applied boolean,                   -- NULL = the row did not come by; false = the source row is another one by now
    PRIMARY KEY (run, table_plan, correction)
);
