-- A run can be undone in the shared target: what the crosswalk said before it, which of its lots were undone, and what had to stay.

ALTER TABLE reprise.run DROP CONSTRAINT run_status_check;
ALTER TABLE reprise.run ADD CONSTRAINT run_status_check
    CHECK (status IN ('running', 'waiting', 'stopped', 'failed', 'succeeded', 'abandoned', 'rolledback'));

ALTER TABLE reprise.published_lot ADD COLUMN rolled_back_at timestamptz;

-- md5 of the whole record, columns that no rule fills among them: a record that was inserted is only deleted while nobody wrote to it.
ALTER TABLE reprise.crosswalk ADD COLUMN content_hash uuid;

-- Entries of the crosswalk as they were before a run changed them. Entries that the run made have none.
CREATE TABLE reprise.crosswalk_image (
    run          text COLLATE "C" NOT NULL,
    entity       text COLLATE "C" NOT NULL,
    target_table text COLLATE "C" NOT NULL,
    source_table text COLLATE "C" NOT NULL,
    source_key   text COLLATE "C" NOT NULL,
    record_hash  uuid,
    content_hash uuid,
    written_by   text COLLATE "C" NOT NULL,
    PRIMARY KEY (run, target_table, source_table, source_key)
);

-- Records of a run that is being undone; those that had to stay are kept here for decision.
CREATE TABLE reprise.rollback_record (
    run          text COLLATE "C" NOT NULL,
    table_plan   text COLLATE "C" NOT NULL,
    target_table text COLLATE "C" NOT NULL,
    target_id    text COLLATE "C" NOT NULL,
    action       text NOT NULL CHECK (action IN ('delete', 'restore')),
    kept         text,
    PRIMARY KEY (run, target_table, target_id)
);
