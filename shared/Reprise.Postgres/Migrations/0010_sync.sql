-- Runs follow their sources: how each table was read and what the next run compares with, which rows it reads again, and what became of rows that are gone.

-- How a run reads a source table, and the proof that it skipped nothing: counts, bounds and codes, no row's content.
CREATE TABLE reprise.table_sync (
    run          text NOT NULL REFERENCES reprise.run,
    source_table text NOT NULL,
    document     json NOT NULL,
    PRIMARY KEY (run, source_table)
);

-- Digests of key ranges as a run found them. Those that no run compares with any more are deleted.
CREATE TABLE reprise.key_range (
    run          text    COLLATE "C" NOT NULL,
    source_table text    COLLATE "C" NOT NULL,
    number       integer NOT NULL,
    key_from     text[],
    key_to       text[],
    rows         bigint  NOT NULL,
    digest       text,                -- NULL = the source could not make one
    PRIMARY KEY (run, source_table, number)
);

-- Rows of which something was not found (a parent, a record looked up) and became null or a value of the plan: read again in every run until it is there.
CREATE TABLE reprise.unsettled (
    run        text COLLATE "C" NOT NULL,
    table_plan text COLLATE "C" NOT NULL,
    source_key text COLLATE "C" NOT NULL,
    PRIMARY KEY (run, table_plan, source_key)
);

-- Rows that are gone from the source, or that the plan leaves out since they changed.
CREATE TABLE reprise.gone_row (
    run          text    COLLATE "C" NOT NULL,
    table_plan   text    COLLATE "C" NOT NULL,
    target_table text    COLLATE "C" NOT NULL,
    source_table text    COLLATE "C" NOT NULL,
    source_key   text    COLLATE "C" NOT NULL,
    target_id    text    COLLATE "C" NOT NULL,
    action       text    NOT NULL CHECK (action IN ('report', 'delete', 'soft_delete', 'unmerge')),
    kept         text,                -- why the record stays as it is
    PRIMARY KEY (run, table_plan, source_key)
);
CREATE INDEX gone_row_record ON reprise.gone_row (run, target_table, target_id);

-- Run that marked the record as deleted.
ALTER TABLE reprise.crosswalk ADD COLUMN gone_run text COLLATE "C";

-- What rollback needs to bring entries back that a run removed.
ALTER TABLE reprise.crosswalk_image
    ADD COLUMN target_id  text COLLATE "C",
    ADD COLUMN merged     boolean,
    ADD COLUMN gone_run   text COLLATE "C",
    ADD COLUMN is_removed boolean NOT NULL DEFAULT false;
ALTER TABLE reprise.before_image ADD COLUMN is_deleted boolean NOT NULL DEFAULT false;
ALTER TABLE reprise.rollback_record DROP CONSTRAINT rollback_record_action_check;
ALTER TABLE reprise.rollback_record ADD CONSTRAINT rollback_record_action_check CHECK (action IN ('delete', 'restore', 'reinsert'));

-- Rows that a chunk is of when it is no key range.
ALTER TABLE reprise.chunk ADD COLUMN selection json;
