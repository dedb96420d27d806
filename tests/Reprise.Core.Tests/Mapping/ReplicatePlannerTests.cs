using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Mapping;
using Reprise.Core.Mapping.Replicate;
using static Reprise.Core.Tests.Mapping.Bench;

namespace Reprise.Core.Tests.Mapping;

public sealed class ReplicatePlannerTests
{
    private static readonly SourceColumn Id = Column("int(11)", nullable: false, "id");

    [Theory]
    [InlineData("tinyint(4)", PgKind.Int2, 0, 0, 0)]
    [InlineData("smallint(5) unsigned", PgKind.Int4, 0, 0, 0)]
    [InlineData("mediumint(8) unsigned", PgKind.Int4, 0, 0, 0)]
    [InlineData("int(10) unsigned", PgKind.Int8, 0, 0, 0)]
    [InlineData("bigint(20)", PgKind.Int8, 0, 0, 0)]
    [InlineData("bigint(20) unsigned", PgKind.Numeric, 0, 20, 0)]
    [InlineData("decimal(65,30)", PgKind.Numeric, 0, 65, 30)]
    [InlineData("float", PgKind.Float4, 0, 0, 0)]
    [InlineData("double", PgKind.Float8, 0, 0, 0)]
    [InlineData("bit(1)", PgKind.Boolean, 0, 0, 0)]
    [InlineData("bit(12)", PgKind.Bit, 12, 0, 0)]
    [InlineData("year(4)", PgKind.Int2, 0, 0, 0)]
    [InlineData("date", PgKind.Date, 0, 0, 0)]
    [InlineData("datetime(3)", PgKind.Timestamp, 0, 3, 0)]
    [InlineData("timestamp", PgKind.TimestampTz, 0, 0, 0)]
    [InlineData("time", PgKind.Interval, 0, 0, 0)]
    [InlineData("varchar(20)", PgKind.Varchar, 20, 0, 0)]
    [InlineData("char(2)", PgKind.Varchar, 2, 0, 0)]
    [InlineData("char(0)", PgKind.Text, 0, 0, 0)]
    [InlineData("tinytext", PgKind.Text, 0, 0, 0)]
    [InlineData("json", PgKind.Json, 0, 0, 0)]
    [InlineData("varbinary(16)", PgKind.Bytea, 0, 0, 0)]
    [InlineData("uuid", PgKind.Uuid, 0, 0, 0)]
    [InlineData("inet6", PgKind.Text, 0, 0, 0)]
    [InlineData("geometry", PgKind.Text, 0, 0, 0)]
    public void A_column_has_the_narrowest_type_that_holds_every_value(string declared, PgKind kind, int length, int precision, int scale)
    {
        var column = Only(Plan(Table("t", [Column(declared)]))).Columns[0];

        Assert.Equal(new PgType(kind, length, precision, scale), column.Type);
    }

    [Fact]
    public void Every_type_can_be_converted_into_what_it_becomes()
    {
        string[] declared = ["tinyint(1)", "int", "bigint unsigned", "decimal(5,1)", "decimal(40,1)", "float", "double", "bit(1)", "bit(9)", "year", "date", "datetime", "timestamp", "time", "char(1)", "text", "json", "blob", "uuid", "inet4", "point", "vector(3)"];
        var columns = declared.Select((type, i) => Column(type, name: $"c{i}")).Append(Column("enum('a')", name: "e", labels: "a")).Append(Column("set('a')", name: "s", labels: "a")).ToList();
        var replica = Plan(Table("t", columns));
        var plan = Bench.Plan(replica.Sources[0].Table, replica.Sources[0].Columns, replica.Tables[0].Target, replica.Tables[0].Rules, definition: replica.Tables[0].Definition);

        Assert.Equal(columns.Count, new TableMapper(plan.Plan, plan.Table).OutputColumns.Count);
    }

    [Fact]
    public void Tinyint1_is_boolean_only_where_the_values_prove_it()
    {
        var table = Table("t", [Column("tinyint(1)", name: "yes"), Column("tinyint(1)", name: "no")]);

        var replica = ReplicatePlanner.Plan(Catalog(table), [new ColumnProfile("t", "yes", 0, 1, 0), new ColumnProfile("t", "no", 0, 3, 0)], "s");

        Assert.Equal([PgKind.Boolean, PgKind.Int2], Only(replica).Columns.Select(column => column.Type.Kind));
        Assert.Equal([FindingCodes.NoKey, FindingCodes.TinyintNotBoolean], replica.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void Both_ends_of_a_foreign_key_have_one_type_decided_together()
    {
        var id = Column("bigint(20) unsigned", nullable: false, "id");
        var parent = Table("parent", [id, Column("tinyint(1)", name: "state")], "id") with { Indexes = [Index("u", true, "state")] };
        var child = Table("child", [id with { Name = "parent_id" }, Column("tinyint(1)", name: "state")]) with
        {
            ForeignKeys = [Key("fk", "parent_id", "parent", "id"), Key("fk2", "state", "parent", "state")],
        };
        ColumnProfile[] profiles =
        [
            new("parent", "id", 1, ulong.MaxValue, 0), new("child", "parent_id", 1, 5, 0), new("parent", "state", 0, 2, 0), new("child", "state", 0, 1, 0),
        ];

        var replica = ReplicatePlanner.Plan(Catalog(parent, child), profiles, "s");

        Assert.Equal(Definition(replica, "parent").Columns.Select(column => column.Type), Definition(replica, "child").Columns.Select(column => column.Type));
        Assert.Equal([PgKind.Numeric, PgKind.Int2], Definition(replica, "child").Columns.Select(column => column.Type.Kind));
        Assert.Equal([ValueKind.Int64, ValueKind.Boolean], replica.Sources[1].Columns.Select(column => column.Type.Kind));
        Assert.Equal(2, Definition(replica, "child").ForeignKeys.Count);
    }

    [Fact]
    public void A_reference_takes_over_its_parents_spelling_where_nothing_stands_in_the_way()
    {
        var parent = Table("parent", [Column("varchar(20)", nullable: false, "code")], "code");
        var middle = Table("middle", [Column("varchar(20)", nullable: false, "code")], "code") with { ForeignKeys = [Key("m", "code", "parent", "code")] };
        var child = Table("child", [Column("varchar(10)", name: "free"), Column("varchar(20)", name: "twice"), Column("varchar(20)", name: "checked"), Column("varchar(20)", name: "exact") with { Collation = "utf8mb4_bin" }]) with
        {
            ForeignKeys =
            [
                Key("c1", "free", "middle", "code"), Key("c2", "twice", "parent", "code"), Key("c3", "twice", "middle", "code"), Key("c4", "checked", "parent", "code"), Key("c5", "exact", "parent", "code"),
            ],
            Checks = [new SourceCheck("lower", "`checked` is not null")],
        };

        var replica = Plan(parent, middle, child);

        Assert.Equal(["middle: free as code up to 10"], replica.Tables.SelectMany(table => table.Respelled).Select(reference => reference.Question));
    }

    [Fact]
    public void A_reference_of_several_columns_takes_over_its_free_text_where_the_rest_is_alike()
    {
        var text = Column("varchar(20)", nullable: false);
        var parent = Table("parent", [Column("int", nullable: false, "number"), text with { Name = "org" }, text with { Name = "code" }, Column("float", nullable: false, "weight")], "number", "org", "code") with
        {
            Indexes = [new SourceIndex("weight", IsUnique: true, "BTREE", [new("code", null, null, false), new("weight", null, null, false)])],
        };
        var child = Table("child", [Column("int", name: "n"), Column("varchar(20)", name: "o"), Column("varchar(20)", name: "c"), Column("float", name: "w"), Column("varchar(20)", name: "e")]) with
        {
            ForeignKeys =
            [
                new SourceForeignKey("all", ["n", "o", "c"], "parent", ["number", "org", "code"], "RESTRICT", "RESTRICT"),
                new SourceForeignKey("again", ["o", "n", "e"], "parent", ["org", "number", "code"], "RESTRICT", "RESTRICT"),
                new SourceForeignKey("weighed", ["e", "w"], "parent", ["code", "weight"], "RESTRICT", "RESTRICT"),
            ],
        };

        var replica = Plan(parent, child);

        Assert.Equal(3, Definition(replica, "child").ForeignKeys.Count);
        Assert.Equal(["parent: n = number, o = org, c as code up to 20"], replica.Tables.SelectMany(table => table.Respelled).Select(reference => reference.Question));
    }

    [Theory]
    [InlineData("date")]
    [InlineData("datetime(3)")]
    [InlineData("timestamp")]
    [InlineData("time(6)")]
    [InlineData("decimal(10,2)")]
    [InlineData("binary(16)")]
    [InlineData("uuid")]
    [InlineData("bit(9)")]
    public void The_rest_of_a_reference_is_anything_that_keeps_its_value(string type)
    {
        var code = Column("varchar(20)", nullable: false, "code");
        var child = Table("child", [code with { Name = "c" }, Column(type, name: "x")]) with
        {
            ForeignKeys = [new SourceForeignKey("both", ["c", "x"], "parent", ["code", "x"], "RESTRICT", "RESTRICT")],
        };

        var replica = Plan(Table("parent", [code, Column(type, nullable: false, "x")], "code", "x"), child);

        Assert.Equal(["parent: c as code up to 20, x = x"], replica.Tables.SelectMany(table => table.Respelled).Select(reference => reference.Question));
    }

    [Fact]
    public void A_reference_whose_parent_has_another_collation_keeps_its_spelling()
    {
        var code = Column("varchar(20)", nullable: false, "code");
        var replica = Plan(
            Table("same", [code with { Collation = "UTF8MB4_GENERAL_CI" }], "code"),
            Table("other", [code with { Collation = "utf8mb4_unicode_ci" }], "code"),
            Table("binary", [code with { Collation = "utf8mb4_bin" }], "code"),
            Table("child", [Column("varchar(20)", name: "a"), Column("varchar(20)", name: "b"), Column("varchar(20)", name: "c")]) with
            {
                ForeignKeys = [Key("fa", "a", "same", "code"), Key("fb", "b", "other", "code"), Key("fc", "c", "binary", "code")],
            });

        Assert.Equal(["a"], replica.Tables.SelectMany(table => table.Respelled).SelectMany(reference => reference.Columns));
        Assert.Equal(3, Definition(replica, "child").ForeignKeys.Count);
    }

    [Fact]
    public void Enum_is_text_with_a_check_over_its_labels()
    {
        var table = Only(Plan(Table("t", [Column("enum('a','l''été')", name: "kind", labels: ["a", "l'été"])])));

        Assert.Equal(PgKind.Text, table.Columns[0].Type.Kind);
        Assert.Equal([new CheckDefinition("t_kind_check", "\"kind\" IN ('a', 'l''été')")], table.Checks);
    }

    [Fact]
    public void Auto_increment_is_an_identity_that_goes_on_where_the_source_stopped()
    {
        var column = Only(Plan(Table("t", [Id with { IsAutoIncrement = true }], "id") with { AutoIncrement = 43 })).Columns[0];

        Assert.True(column is { IsIdentity: true, IsNullable: false, DefaultSql: null, NextValue: 43m });
    }

    [Fact]
    public void An_identity_that_cannot_be_one_is_a_finding()
    {
        var replica = ReplicatePlanner.Plan(
            Catalog(Table("t", [Column("bigint(20) unsigned", nullable: false, "id") with { IsAutoIncrement = true }], "id")),
            [new ColumnProfile("t", "id", 1, ulong.MaxValue, 0)],
            "s");

        Assert.False(Only(replica).Columns[0].IsIdentity);
        Assert.Equal([FindingCodes.BigintAsNumeric, FindingCodes.IdentityNotCarried], replica.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void Indexes_are_named_by_table_and_carry_prefixes_and_order()
    {
        var table = Table("t", [Id, Column("varchar(50)", name: "name"), Column("blob", name: "raw"), Column("text", name: "long")], "id") with
        {
            Indexes =
            [
                new SourceIndex("i", false, "BTREE", [new SourceIndexPart("name", null, 10, false), new SourceIndexPart("id", null, null, true)]),
                new SourceIndex("b", false, "BTREE", [new SourceIndexPart("raw", null, 4, false)]),
                new SourceIndex("h", true, "HASH", [new SourceIndexPart("long", null, null, false)]),
                new SourceIndex("low", false, "BTREE", [new SourceIndexPart(null, "lower(`name`)", null, false)]),
                new SourceIndex("pkey", false, "BTREE", [new SourceIndexPart("name", null, null, false)]),
            ],
        };

        var indexes = Only(Plan(table)).Indexes;

        Assert.Equal(["(left(\"name\", 10))", "\"id\" DESC"], indexes[0].Parts);
        Assert.Equal(["(substring(\"raw\" FROM 1 FOR 4))"], indexes[1].Parts);
        Assert.Equal(["(md5(\"long\"))"], indexes[2].Parts);
        Assert.Equal(["(lower(\"name\"))"], indexes[3].Parts);
        Assert.Equal(["t_i", "t_b", "t_h", "t_low"], indexes.Take(4).Select(index => index.Name));
        Assert.StartsWith("t_pkey_", indexes[4].Name, StringComparison.Ordinal);
    }

    [Fact]
    public void Indexes_without_a_counterpart_are_findings()
    {
        var table = Table("t", [Id, Column("json", name: "doc"), Column("text", name: "body"), Column("point", name: "at")], "id") with
        {
            Indexes =
            [
                new SourceIndex("f", false, "FULLTEXT", [new SourceIndexPart("body", null, null, false)]),
                new SourceIndex("s", false, "SPATIAL", [new SourceIndexPart("at", null, 32, false)]),
                new SourceIndex("x", false, "BTREE", [new SourceIndexPart(null, "json_value(`doc`, '$.a')", null, false)]),
            ],
        };

        var replica = Plan(table);

        Assert.Empty(Only(replica).Indexes);
        Assert.Equal(3, replica.Findings.Count(finding => finding.Code == FindingCodes.IndexNotCarried));
    }

    [Fact]
    public void A_prefix_of_a_geometry_that_became_text_is_not_indexed()
    {
        var table = Table("t", [Id, Column("point", nullable: false, "at")], "id") with
        {
            Indexes = [new SourceIndex("p", true, "BTREE", [new SourceIndexPart("at", null, 25, false)]), new SourceIndex("whole", true, "BTREE", [new SourceIndexPart("at", null, null, false)])],
        };

        var replica = Plan(table);
        var bytes = ReplicatePlanner.Plan(Catalog(table), [], "s", [new Core.Entities.TypeChoice("t", "at", new PgType(PgKind.Bytea), 1)]);

        Assert.Equal(["t_whole"], Only(replica).Indexes.Select(index => index.Name));
        Assert.Single(replica.Findings, finding => finding.Code == FindingCodes.IndexNotCarried);
        Assert.Equal(["(substring(\"at\" FROM 1 FOR 25))"], Only(bytes).Indexes[0].Parts);
    }

    [Fact]
    public void A_unique_index_without_regard_to_case_is_a_finding() =>
        Assert.Contains(FindingCodes.CaseInsensitiveUnique, Codes(Plan(Table("t", [Id, Column("varchar(9)", name: "mail")], "id") with { Indexes = [Index("u", true, "mail")] })));

    [Theory]
    [InlineData("CASCADE", "CASCADE")]
    [InlineData("SET NULL", "SET NULL")]
    [InlineData("RESTRICT", "RESTRICT")]
    [InlineData("NO ACTION", "NO ACTION")]
    [InlineData("SET DEFAULT", "NO ACTION")]
    public void Foreign_keys_keep_their_actions(string action, string expected)
    {
        var child = Table("child", [Id with { Name = "p" }]) with { ForeignKeys = [new SourceForeignKey("fk", ["p"], "parent", ["id"], action, "CASCADE")] };

        var replica = Plan(child, Table("parent", [Id], "id"));

        Assert.Equal("fk p parent id", string.Join(' ', Definition(replica, "child").ForeignKeys.Select(key => $"{key.Name} {key.Columns[0]} {key.ReferencedTable} {key.ReferencedColumns[0]}")));
        Assert.Equal((expected, "CASCADE"), (Definition(replica, "child").ForeignKeys[0].OnDelete, Definition(replica, "child").ForeignKeys[0].OnUpdate));
        Assert.Equal(action != expected, Codes(replica).Contains(FindingCodes.ForeignKeyChanged));
    }

    [Fact]
    public void A_foreign_key_that_PostgreSQL_refuses_is_a_finding()
    {
        var parent = Table("parent", [Id, Column("int(11)", name: "code")], "id") with { Indexes = [Index("i", false, "code")] };
        var child = Table("child", [Column("int(11)", name: "code"), Column("varchar(9)", name: "text"), Column("int(11)", name: "away")]) with
        {
            ForeignKeys = [Key("not_unique", "code", "parent", "code"), Key("types", "text", "parent", "id"), Key("elsewhere", "away", "other", "id")],
        };

        var replica = Plan(child, parent);

        Assert.Empty(Definition(replica, "child").ForeignKeys);
        Assert.Equal(3, Codes(replica).Count(code => code == FindingCodes.ForeignKeyNotCarried));
    }

    [Fact]
    public void Parents_come_first_and_cycles_are_broken()
    {
        var a = Table("a", [Id], "id") with { ForeignKeys = [Key("ab", "id", "b", "id"), Key("aa", "id", "a", "id")] };
        var b = Table("b", [Id], "id") with { ForeignKeys = [Key("bc", "id", "c", "id")] };
        var c = Table("c", [Id], "id") with { ForeignKeys = [Key("ca", "id", "a", "id")] };

        var replica = Plan(a, b, c, Table("d", [Id], "id"));

        Assert.Equal(["c", "b", "a", "d"], replica.Tables.Select(table => table.Name));
        Assert.Equal(["", "c", "b", ""], replica.Tables.Select(table => string.Join(',', table.DependsOn)));
        Assert.Equal(["a", "b", "c", "d"], replica.Sources.Select(source => source.Table.Name));
        Assert.All(["a", "b", "c"], name => Assert.NotEmpty(Definition(replica, name).ForeignKeys));
    }

    [Fact]
    public void Names_are_kept_apart_and_every_change_of_one_is_a_finding()
    {
        var beginning = new string('é', 40);
        var replica = Plan(Table($"{beginning}1", [Id]), Table($"{beginning}2", [Id]), Table("Users", [Id]), Table("users", [Id]));

        Assert.Equal(4, replica.Tables.Select(table => table.Target.Name.Table).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(3, Codes(replica).Count(code => code == FindingCodes.Renamed));
        Assert.All(replica.Tables, table => Assert.Equal(table.Definition!.Name, table.Target.Name.Table));
    }

    [Fact]
    public void What_a_column_loses_is_found()
    {
        var table = Table(
            "t",
            [
                Id, Column("int(11)", name: "g") with { GenerationExpression = "`id` + 1" }, Column("int(11)", name: "i") with { IsInvisible = true },
                Column("timestamp", name: "u") with { UpdatesItself = true }, Column("int(5) unsigned zerofill", name: "z"), Column("point", name: "p"), Column("inet6", name: "n"), Column("vector(3)", name: "v"),
                Column("date", nullable: false, "d") with { Default = "0000-00-00" }, Column("int(11)", name: "x") with { Default = "(rand())", IsDefaultExpression = true },
            ],
            "id");

        var replica = ReplicatePlanner.Plan(Catalog(table), [new ColumnProfile("t", "d", null, null, 3)], "s");

        Assert.Equal(
            [
                FindingCodes.GeneratedColumn, FindingCodes.InvisibleColumn, FindingCodes.OnUpdateNotCarried, FindingCodes.ZeroFill, FindingCodes.GeometryAsText,
                FindingCodes.TypeAsText, FindingCodes.VectorAsBytes, FindingCodes.ZeroDateDefault, FindingCodes.DefaultNotCarried, FindingCodes.ZeroDatesQuarantined,
            ],
            Codes(replica));
        Assert.Equal(10, Only(replica).Columns.Count);
        Assert.Equal(10, replica.Tables[0].Rules.Count);
    }

    [Fact]
    public void What_a_table_or_database_loses_is_found()
    {
        var table = Table("t", [Column("int(11)")]) with { Engine = "MyISAM", IsTransactional = false, IsPartitioned = true, IsSystemVersioned = true, Checks = [new SourceCheck("c", "sqrt(`value`) > 1")] };

        var replica = ReplicatePlanner.Plan(new SourceCatalog("MariaDB", "d", [table], ["v"], [new SourceFeature(SourceFeatureKind.Event, "r")]), [], "s");

        Assert.Equal(
            [
                FindingCodes.NotTransactional, FindingCodes.NoKey, FindingCodes.PartitionsNotCarried, FindingCodes.HistoryNotCarried, FindingCodes.CheckNotCarried,
                FindingCodes.NotCarried, FindingCodes.NotCarried,
            ],
            Codes(replica));
    }

    [Fact]
    public void The_check_behind_MariaDBs_json_becomes_the_type()
    {
        var table = Only(Plan(Table("t", [Column("longtext", name: "doc")]) with { Checks = [new SourceCheck("doc", "json_valid(`doc`)")] }));

        Assert.Equal(PgKind.Json, table.Columns[0].Type.Kind);
        Assert.Empty(table.Checks);
    }

    [Fact]
    public void Comments_and_primary_key_are_carried()
    {
        var table = Only(Plan(Table("t", [Id with { Comment = "c" }], "ID") with { Comment = "t" }));

        Assert.Equal(("t", "c"), (table.Comment, table.Columns[0].Comment));
        Assert.Equal(["id"], table.PrimaryKey);
    }

    private static ReplicaPlan Plan(params SourceTable[] tables) => ReplicatePlanner.Plan(Catalog(tables), [], "s");

    private static SourceCatalog Catalog(params SourceTable[] tables) => new("MariaDB 10.11", "d", tables, [], []);

    private static TableDefinition Only(ReplicaPlan replica) => Assert.Single(replica.Tables).Definition!;

    private static TableDefinition Definition(ReplicaPlan replica, string table) => replica.Tables.Single(candidate => candidate.Name == table).Definition!;

    private static List<string> Codes(ReplicaPlan replica) => [.. replica.Findings.Where(finding => finding.Code != FindingCodes.NoKey || finding.Table == "t").Select(finding => finding.Code)];

    private static SourceIndex Index(string name, bool unique, string column) => new(name, unique, "BTREE", [new SourceIndexPart(column, null, null, false)]);

    private static SourceForeignKey Key(string name, string column, string table, string referenced) => new(name, [column], table, [referenced], "RESTRICT", "RESTRICT");
}
