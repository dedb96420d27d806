namespace Reprise.Fidelity.Cases;

/// <summary>Kinds of tables.</summary>
internal static class Tables
{
    public static IReadOnlyList<FidelityCase> Cases { get; } =
    [
        new()
        {
            Name = "no_key",
            Trap = "A table without a key may hold a row twice, and both count.",
            Source = "varchar(5), no key: 'a', 'a', NULL, NULL",
            Script = ["CREATE TABLE no_key (v varchar(5))", "INSERT INTO no_key VALUES ('a'), ('a'), (NULL), (NULL)"],
            Answer = ["character varying(5): 'a', 'a', NULL, NULL", "finding: no_key"],
        },
        new()
        {
            Name = "generated_columns",
            Trap = "Generated columns, stored or virtual, must not stop the load.",
            Source = "n int: 2; v int AS (n * 2) VIRTUAL; w int AS (n * 3) STORED",
            Script =
            [
                "CREATE TABLE generated_columns (id int PRIMARY KEY, n int, v int AS (n * 2) VIRTUAL, w int AS (n * 3) STORED)",
                "INSERT INTO generated_columns (id, n) VALUES (1, 2)",
            ],
            Rows = 1,
            Mapped = [new("integer", "integer: 4")],
            Answer =
            [
                "n integer: 2",
                "v integer: 4",
                "w integer: 6",
                "finding: generated_column",
                "finding w: generated_column",
            ],
        },
        new()
        {
            Name = "invisible_column",
            Trap = "SELECT * leaves out invisible columns.",
            Source = "shown int: 1; v int INVISIBLE: 7",
            Script = ["CREATE TABLE invisible_column (id int PRIMARY KEY, shown int, v int INVISIBLE)", "INSERT INTO invisible_column (id, shown, v) VALUES (1, 1, 7)"],
            Rows = 1,
            Mapped = [new("integer", "integer: 7")],
            Answer = ["shown integer: 1", "v integer: 7", "finding: invisible_column"],
        },
        new()
        {
            Name = "partitioned_table",
            Trap = "All partitions are one table.",
            Source = "PARTITION BY RANGE (id), a row in each: 10, 20",
            Script =
            [
                "CREATE TABLE partitioned_table (id int PRIMARY KEY, v int) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (2), PARTITION p1 VALUES LESS THAN MAXVALUE)",
                "INSERT INTO partitioned_table VALUES (1, 10), (2, 20)",
            ],
            Rows = 2,
            Mapped = [new("integer", "integer: 10, 20")],
            Answer = ["integer: 10, 20", "finding: partitions_not_carried"],
        },
        new()
        {
            Name = "system_versioned",
            Trap = "MariaDB keeps old versions of rows in the same table.",
            Source = "WITH SYSTEM VERSIONING: 'old', updated to 'new'",
            Script =
            [
                "CREATE TABLE system_versioned (id int PRIMARY KEY, v varchar(5)) WITH SYSTEM VERSIONING",
                "INSERT INTO system_versioned VALUES (1, 'old')",
                "UPDATE system_versioned SET v = 'new'",
            ],
            Rows = 1,
            Mapped = [new("varchar(5)", "character varying(5): 'new'")],
            IsMariaDbOnly = true,
            Answer = ["character varying(5): 'new'", "finding: history_not_carried"],
        },
        new()
        {
            Name = "myisam_table",
            Trap = "MyISAM has no transactions, so no snapshot.",
            Source = "ENGINE = MyISAM: 1, 2",
            Script = ["CREATE TABLE myisam_table (id int PRIMARY KEY, v int) ENGINE = MyISAM", "INSERT INTO myisam_table VALUES (1, 1), (2, 2)"],
            Rows = 2,
            Mapped = [new("integer", "integer: 1, 2")],
            Answer = ["integer: 1, 2", "finding: not_transactional"],
        },
        new()
        {
            Name = "view_base",
            Trap = "A view is no table, and its SQL is MySQL's.",
            Source = "CREATE VIEW … AS SELECT IF(v > 0, 'yes', 'no') AS v",
            Script =
            [
                "CREATE TABLE view_base (id int PRIMARY KEY, v int)",
                "INSERT INTO view_base VALUES (1, 1)",
                "CREATE VIEW view_base__of AS SELECT id, IF(v > 0, 'yes', 'no') AS v FROM view_base",
            ],
            Rows = 1,
            Answer = ["integer: 1", "finding of: not_carried"],
        },
        new()
        {
            Name = "trigger_base",
            Trap = "Triggers must be known of: what they keep up is kept up by nobody afterwards.",
            Source = "CREATE TRIGGER … BEFORE INSERT … SET NEW.v = NEW.id * 2",
            Script =
            [
                "CREATE TABLE trigger_base (id int PRIMARY KEY, v int)",
                "CREATE TRIGGER trigger_base__twice BEFORE INSERT ON trigger_base FOR EACH ROW SET NEW.v = NEW.id * 2",
                "INSERT INTO trigger_base VALUES (1, 0)",
            ],
            Rows = 1,
            Answer = ["integer: 2", "finding twice: not_carried"],
        },
        new()
        {
            Name = "empty_table",
            Trap = "A table without rows is a table.",
            Source = "date NOT NULL, no rows",
            Script = ["CREATE TABLE empty_table (id int PRIMARY KEY, v date NOT NULL)"],
            Mapped = [new("date NOT NULL", "id uuid NOT NULL:", "legacy integer NOT NULL:", "v date NOT NULL:")],
            Answer = ["id integer NOT NULL:", "v date NOT NULL:"],
        },
    ];
}
