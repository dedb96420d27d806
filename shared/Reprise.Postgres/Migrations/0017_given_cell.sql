-- Cells of records of other entities that rows which joined them filled (existing: fill). Every change is a row: what stands is the newest that was not undone.
CREATE TABLE reprise.given_cell (
    number       bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run          text    COLLATE "C" NOT NULL REFERENCES reprise.run,
    table_plan   text    COLLATE "C" NOT NULL,
    target_table text    COLLATE "C" NOT NULL,
    target_id    text    COLLATE "C" NOT NULL,
    column_name  text    COLLATE "C" NOT NULL,
    entity       text    COLLATE "C" NOT NULL,   -- row whose value it is, or was
    source_table text    COLLATE "C" NOT NULL,
    source_key   text    COLLATE "C" NOT NULL,
    -- give: write the row's value; take_back: the row is not part of the record any more, or has no value; supersede: the record's own row has one.
    action       text    NOT NULL CHECK (action IN ('give', 'take_back', 'supersede')),
    state        text    NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'published', 'kept', 'undoing', 'undone')),
    kept         text,                           -- why the record was left as it is
    was_whole    boolean NOT NULL DEFAULT false, -- the record was as it was left in every column
    UNIQUE (run, target_table, target_id, column_name)
);
CREATE INDEX given_cell_record ON reprise.given_cell (target_table, target_id, column_name, number DESC);
CREATE INDEX given_cell_row ON reprise.given_cell (entity, target_table, source_table, source_key);

CREATE VIEW reprise.given_now AS
SELECT n.* FROM (SELECT DISTINCT ON (target_table, target_id, column_name) * FROM reprise.given_cell WHERE state IN ('published', 'undoing') ORDER BY target_table, target_id, column_name, number DESC) AS n
WHERE n.action = 'give';

-- The record that was filled, where it is another entity's: source_key and from_key are those of the row that gave.
ALTER TABLE reprise.fill ADD COLUMN target_id text COLLATE "C";
