namespace Reprise.Fidelity.Cases;

/// <summary>Keys, references and names.</summary>
internal static class Keys
{
    private static readonly string[] Long = [.. new[] { "a", "b" }.Select(end => $"long_name__{new string('x', 50)}__{end}")];

    public static IReadOnlyList<FidelityCase> Cases { get; } =
    [
        new()
        {
            Name = "id_zero",
            Trap = "An AUTO_INCREMENT may hold 0 and gaps, and goes on behind its counter.",
            Source = "int AUTO_INCREMENT: 0, 1, 7; the next is 100",
            Script =
            [
                "CREATE TABLE id_zero (id int AUTO_INCREMENT PRIMARY KEY) AUTO_INCREMENT = 100",
                "SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO'",
                "INSERT INTO id_zero VALUES (0), (1), (7)",
                "SET sql_mode = ''",
            ],
            Probes = [Probe.NextId],
            Answer = ["integer NOT NULL: 0, 1, 7", "next id: 100"],
        },
        new()
        {
            Name = "id_max",
            Trap = "The sequence must stand behind the largest id, or the application's first insert fails.",
            Source = "bigint unsigned AUTO_INCREMENT: 1, 2, 3",
            Script = ["CREATE TABLE id_max (id bigint unsigned AUTO_INCREMENT PRIMARY KEY)", "INSERT INTO id_max VALUES (1), (2), (3)"],
            Probes = [Probe.NextId],
            Answer = ["bigint NOT NULL: 1, 2, 3", "next id: 4"],
        },
        WithoutRulesOnMySql(new()
        {
            Name = "fk_types",
            Trap = "Both ends of a foreign key need types that compare, also where one of them had to be widened.",
            Source = "child.parent_id bigint unsigned → parent.id bigint unsigned with 18446744073709551615; child holds 5",
            Script =
            [
                "CREATE TABLE fk_types__parent (id bigint unsigned PRIMARY KEY)",
                "INSERT INTO fk_types__parent VALUES (5), (18446744073709551615)",
                "CREATE TABLE fk_types (id int PRIMARY KEY, parent_id bigint unsigned, FOREIGN KEY (parent_id) REFERENCES fk_types__parent (id) ON DELETE CASCADE)",
                "INSERT INTO fk_types VALUES (1, 5)",
            ],
            Probes = [Probe.ForeignKeys],
            Answer =
            [
                "id integer NOT NULL: 1",
                "parent_id numeric(20,0): 5",
                "parent.id numeric(20,0) NOT NULL: 5, 18446744073709551615",
                "foreign key: FOREIGN KEY (parent_id) REFERENCES fk_types__parent(id) ON UPDATE RESTRICT ON DELETE CASCADE",
                "finding parent_id: bigint_as_numeric",
                "finding parent.id: bigint_as_numeric",
            ],
        }),
        WithoutRulesOnMySql(new()
        {
            Name = "fk_orphan",
            Trap = "Rows that refer to nothing exist where foreign_key_checks was off; they surface when everything is loaded.",
            Source = "child.parent_id → parent.id; child holds 1 and 999, parent holds 1",
            Script =
            [
                "CREATE TABLE fk_orphan__parent (id int PRIMARY KEY)",
                "INSERT INTO fk_orphan__parent VALUES (1)",
                "CREATE TABLE fk_orphan (id int PRIMARY KEY, parent_id int, FOREIGN KEY (parent_id) REFERENCES fk_orphan__parent (id))",
                "SET foreign_key_checks = 0",
                "INSERT INTO fk_orphan VALUES (1, 1), (2, 999)",
                "SET foreign_key_checks = 1",
            ],
            Probes = [Probe.ForeignKeys],
            Answer =
            [
                "id integer NOT NULL: 1, 2",
                "parent_id integer: 1, 999",
                "parent.id integer NOT NULL: 1",
                "foreign key: FOREIGN KEY (parent_id) REFERENCES fk_orphan__parent(id) ON UPDATE RESTRICT ON DELETE RESTRICT NOT VALID",
                "coerced parent_id: orphan_foreign_key ×1",
            ],
        }),
        WithoutRulesOnMySql(new()
        {
            Name = "fk_case",
            Trap = "MySQL takes 'abc' for a reference to 'ABC'; PostgreSQL does not.",
            Source = "child.code varchar → parent.code varchar; child holds 'abc', parent holds 'ABC'",
            Script =
            [
                "CREATE TABLE fk_case__parent (code varchar(10) PRIMARY KEY)",
                "INSERT INTO fk_case__parent VALUES ('ABC')",
                "CREATE TABLE fk_case (id int PRIMARY KEY, code varchar(10), FOREIGN KEY (code) REFERENCES fk_case__parent (code))",
                "INSERT INTO fk_case VALUES (1, 'abc')",
            ],
            Probes = [Probe.ForeignKeys],
            Answer =
            [
                "id integer NOT NULL: 1",
                "code character varying(10): 'ABC'",
                "parent.code character varying(10) NOT NULL: 'ABC'",
                "foreign key: FOREIGN KEY (code) REFERENCES fk_case__parent(code) ON UPDATE RESTRICT ON DELETE RESTRICT",
                "coerced code: reference_respelled ×1",
                "finding: case_insensitive_reference",
            ],
        }),
        WithoutRulesOnMySql(new()
        {
            Name = "fk_case_composite",
            Trap = "The same of several columns: each takes its parent's spelling, of the parent that is equal in all of them.",
            Source = "(child.org, child.number, child.day, child.code) → (parent.org, parent.number, parent.day, parent.code); child holds ('a', 1, '2026-07-14', 'ete'), ('a', 2, '2026-07-14', 'ete'), parent holds ('A', 1, '2026-07-14', 'Été'), ('A', 2, '2026-07-14', 'ÉTÉ')",
            Script =
            [
                "CREATE TABLE fk_case_composite__parent (org varchar(5), number int, day date, code varchar(10), PRIMARY KEY (org, number, day, code))",
                "INSERT INTO fk_case_composite__parent VALUES ('A', 1, '2026-07-14', 'Été'), ('A', 2, '2026-07-14', 'ÉTÉ')",
                "CREATE TABLE fk_case_composite (id int PRIMARY KEY, org varchar(5), number int, day date, code varchar(10), FOREIGN KEY (org, number, day, code) REFERENCES fk_case_composite__parent (org, number, day, code))",
                "INSERT INTO fk_case_composite VALUES (1, 'a', 1, '2026-07-14', 'ete'), (2, 'a', 2, '2026-07-14', 'ete')",
            ],
            Probes = [Probe.ForeignKeys],
            Answer =
            [
                "id integer NOT NULL: 1, 2",
                "org character varying(5): 'A', 'A'",
                "number integer: 1, 2",
                "day date: 2026-07-14, 2026-07-14",
                "code character varying(10): 'Été', 'ÉTÉ'",
                "parent.org character varying(5) NOT NULL: 'A', 'A'",
                "parent.number integer NOT NULL: 1, 2",
                "parent.day date NOT NULL: 2026-07-14, 2026-07-14",
                "parent.code character varying(10) NOT NULL: 'Été', 'ÉTÉ'",
                "foreign key: FOREIGN KEY (org, number, day, code) REFERENCES fk_case_composite__parent(org, number, day, code) ON UPDATE RESTRICT ON DELETE RESTRICT",
                "coerced org, code: reference_respelled ×2",
                "finding: case_insensitive_reference",
            ],
        }),
        FidelityCase.Column("unique_ci", "MySQL's unique index takes é for e and 'a ' for 'a'; what is unique there is looser in PostgreSQL.", "varchar(20) UNIQUE", ["'Été'", "'a'"],
            "character varying(20): 'Été', 'a'", "unique index: (v)", "finding: case_insensitive_unique") with
        {
            Probes = [Probe.UniqueIndexes],
        },
        FidelityCase.Column("unique_bin", "And the application may be stricter than MySQL was.", "varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin UNIQUE", ["'anne@example.org'", "'Anne@example.org'", "'zoe@example.org'"],
            "character varying(20): 'anne@example.org', 'Anne@example.org', 'zoe@example.org'") with
        {
            Mapped = [new("varchar(20)", "character varying(20): 'anne@example.org', —, 'zoe@example.org'", "quarantined unique_bin_1_lower_idx: row 2: duplicate") { Constraint = "CREATE UNIQUE INDEX ON {table} (lower(v))" }],
        },
        FidelityCase.Column("unique_citext", "An application's citext takes them for the same.", "varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin UNIQUE", ["'Zoé'", "'ZOÉ'", "'Zoe'"],
            "character varying(20): 'Zoé', 'ZOÉ', 'Zoe'") with
        {
            Mapped = [new("citext", "citext: 'Zoé', —, 'Zoe'", "quarantined unique_citext_1_v_idx: row 2: duplicate") { Constraint = "CREATE UNIQUE INDEX ON {table} (v)" }],
        },
        new()
        {
            Name = "composite_key",
            Trap = "A key of several columns, of text, with values that a joined form would mix up.",
            Source = "PRIMARY KEY (a varchar, b varchar): ('1', '1-1'), ('1-1', '1')",
            Script =
            [
                "CREATE TABLE composite_key (a varchar(5), b varchar(5), v int, PRIMARY KEY (a, b))",
                "INSERT INTO composite_key VALUES ('1', '1-1', 1), ('1-1', '1', 2)",
            ],
            Answer =
            [
                "a character varying(5) NOT NULL: '1', '1-1'",
                "b character varying(5) NOT NULL: '1-1', '1'",
                "v integer: 1, 2",
            ],
        },
        new()
        {
            Name = "long_name",
            Trap = "MySQL's names have 64 characters, PostgreSQL's 63 bytes: cut, two of them are one.",
            Source = "two tables whose names of 64 characters differ in the last; a column of 64 letters é",
            Script =
            [
                $"CREATE TABLE {Long[0]} (id int PRIMARY KEY, {new string('é', 64)} int)",
                $"INSERT INTO {Long[0]} VALUES (1, 1)",
                $"CREATE TABLE {Long[1]} (id int PRIMARY KEY)",
                $"INSERT INTO {Long[1]} VALUES (2)",
            ],
            Answer =
            [
                $"{new string('x', 43)}_56e8aa50.id integer NOT NULL: 2",
                $"{new string('x', 43)}_8cf0ab3a.id integer NOT NULL: 1",
                $"{new string('x', 43)}_8cf0ab3a.{new string('é', 27)}_845836d7 integer: 1",
                $"finding {new string('x', 50)}__a: renamed",
                $"finding {new string('x', 50)}__a.{new string('é', 64)}: renamed",
                $"finding {new string('x', 50)}__b: renamed",
            ],
        },
        new()
        {
            Name = "twins",
            Trap = "Two tables may differ by case only.",
            Source = "twins__Client: 1; twins__client: 2",
            Script =
            [
                "CREATE TABLE twins__Client (id int PRIMARY KEY)",
                "INSERT INTO twins__Client VALUES (1)",
                "CREATE TABLE twins__client (id int PRIMARY KEY)",
                "INSERT INTO twins__client VALUES (2)",
            ],
            Answer =
            [
                "Client.id integer NOT NULL: 1",
                "client_1a40128f.id integer NOT NULL: 2",
                "finding client: renamed",
            ],
        },
        new()
        {
            Name = "reserved_words",
            Trap = "Names may be reserved words, or hold spaces, quotes and capitals.",
            Source = "columns `user`, `Order`, `a \"b\"`: 1, 2, 3",
            Script = ["CREATE TABLE reserved_words (id int PRIMARY KEY, `user` int, `Order` int, `a \"b\"` int)", "INSERT INTO reserved_words VALUES (1, 1, 2, 3)"],
            Rows = 1,
            Answer = ["user integer: 1", "Order integer: 2", "a \"b\" integer: 3"],
        },
    ];

    /// <summary>A foreign key without rules is RESTRICT in MariaDB's catalog and NO ACTION in MySQL's, which PostgreSQL does not print.</summary>
    private static FidelityCase WithoutRulesOnMySql(FidelityCase item) => item with
    {
        AnswerOnMySql =
        [
            .. item.Answer.Select(line => line.Replace(" ON UPDATE RESTRICT", string.Empty, StringComparison.Ordinal).Replace(" ON DELETE RESTRICT", string.Empty, StringComparison.Ordinal)),
        ],
    };
}
