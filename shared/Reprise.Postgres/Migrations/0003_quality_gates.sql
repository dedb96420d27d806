-- Gates that a plan declares: what they measure, what the measure is made of, and who let a failed one pass, when and why.
-- A share of nothing has no value, nor has what could not be measured.

ALTER TABLE reprise.gate_verdict
    ALTER COLUMN measure DROP NOT NULL,
    ADD COLUMN kind       text,
    ADD COLUMN is_floor   boolean     NOT NULL DEFAULT false,
    ADD COLUMN warn       numeric,
    ADD COLUMN warned     boolean     NOT NULL DEFAULT false,
    ADD COLUMN label      text,
    ADD COLUMN evidence   json        NOT NULL DEFAULT '{}',
    ADD COLUMN waived_at  timestamptz,
    ADD COLUMN waived_for text;

-- Built-in gates are their own kind.
UPDATE reprise.gate_verdict SET kind = gate;
ALTER TABLE reprise.gate_verdict ALTER COLUMN kind SET NOT NULL;

-- Earlier runs of an entity by the same plan: trends look back at them.
CREATE INDEX run_of_plan ON reprise.run (entity, plan, started_at DESC);
