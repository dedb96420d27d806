-- Rows that became another row's record without an equal key, pairs left to a person, and what people decided.

-- What matching found in a run: how sure, and why (comparison, level and bits; no values). state: merged, review, decided.
CREATE TABLE reprise.match (
    run         text             COLLATE "C" NOT NULL REFERENCES reprise.run,
    table_plan  text             COLLATE "C" NOT NULL,
    number      integer          NOT NULL,
    state       text             NOT NULL CHECK (state IN ('merged', 'review')),
    source_key  text             COLLATE "C" NOT NULL,
    other_key   text             COLLATE "C",
    target_id   text             COLLATE "C",
    probability double precision NOT NULL,
    weights     jsonb            NOT NULL,
    PRIMARY KEY (run, table_plan, number),
    CHECK ((other_key IS NULL) <> (target_id IS NULL))
);

-- What a person decided about a source row and another row of the same table, or a record of the target. Holds in every later run.
CREATE TABLE reprise.match_decision (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity       text        COLLATE "C" NOT NULL,
    target_table text        COLLATE "C" NOT NULL,
    source_table text        COLLATE "C" NOT NULL,
    source_key   text        COLLATE "C" NOT NULL,
    other_key    text        COLLATE "C",
    target_id    text        COLLATE "C",
    is_same      boolean     NOT NULL,
    decided_by   text        NOT NULL,
    reason       text        NOT NULL,
    decided_at   timestamptz NOT NULL DEFAULT now(),
    CHECK ((other_key IS NULL) <> (target_id IS NULL))
);
CREATE INDEX match_decision_table ON reprise.match_decision (entity, target_table, source_table, id);

-- Columns of a record that its own row left empty and a row merged into it filled: where the value is from.
CREATE TABLE reprise.fill (
    run         text COLLATE "C" NOT NULL REFERENCES reprise.run,
    table_plan  text COLLATE "C" NOT NULL,
    source_key  text COLLATE "C" NOT NULL,
    column_name text COLLATE "C" NOT NULL,
    from_key    text COLLATE "C" NOT NULL,
    PRIMARY KEY (run, table_plan, source_key, column_name)
);
