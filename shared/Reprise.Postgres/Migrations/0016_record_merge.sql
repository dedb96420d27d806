-- Records that were published and that a person decided are one: which goes, which stays, and why one that should go was held back.
CREATE TABLE reprise.record_merge (
    run          text   COLLATE "C" NOT NULL REFERENCES reprise.run,
    table_plan   text   COLLATE "C" NOT NULL,
    target_table text   COLLATE "C" NOT NULL,
    source_table text   COLLATE "C" NOT NULL,
    source_key   text   COLLATE "C" NOT NULL,
    target_id    text   COLLATE "C" NOT NULL,   -- the record that goes
    into_id      text   COLLATE "C" NOT NULL,   -- the record that stays
    decision     bigint NOT NULL REFERENCES reprise.match_decision,
    action       text   NOT NULL CHECK (action IN ('delete', 'soft_delete')),
    kept         text,                          -- why it did not go
    record_hash  uuid,                          -- of a marked record, as in the crosswalk: what it was left as
    content_hash uuid,
    PRIMARY KEY (run, table_plan, source_key)
);
CREATE INDEX record_merge_record ON reprise.record_merge (target_table, target_id);
