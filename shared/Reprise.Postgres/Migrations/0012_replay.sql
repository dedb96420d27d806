-- A run can be played again from the snapshot of another one, which is kept for as long as was asked for.

ALTER TABLE reprise.run
    ADD COLUMN replay_of     text REFERENCES reprise.run,   -- run that is played again
    ADD COLUMN snapshot_of   text REFERENCES reprise.run,   -- run that extracted what it reads: that one, or the one that it replays itself
    ADD COLUMN keep_snapshot interval,                      -- how long the snapshot stays after success; NULL = purged at once
    ADD CONSTRAINT run_replay CHECK ((replay_of IS NULL) = (snapshot_of IS NULL));
CREATE INDEX run_snapshot_of ON reprise.run (snapshot_of) WHERE snapshot_of IS NOT NULL;
