using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.MySql.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.MySql.Tests.Catalogs;

public abstract class CatalogReaderTests(SourceServer server) : SourceDatabase(server)
{
    public sealed class OnMariaDb() : OnAnyMariaDb(SourceServer.MariaDb);

    public sealed class OnMariaDb11() : OnAnyMariaDb(SourceServer.MariaDb11);

    public abstract class OnAnyMariaDb(SourceServer server) : CatalogReaderTests(server)
    {
        [Fact]
        public async Task Tables_that_keep_their_history_are_told_and_the_columns_of_its_periods_are_generated()
        {
            await ExecuteAsync(
                "CREATE TABLE versioned (a int PRIMARY KEY) ENGINE=InnoDB WITH SYSTEM VERSIONING",
                """
                CREATE TABLE periods (a int PRIMARY KEY, b int UNIQUE, since timestamp(6) GENERATED ALWAYS AS ROW START, until timestamp(6) GENERATED ALWAYS AS ROW END,
                  PERIOD FOR SYSTEM_TIME (since, until)) ENGINE=InnoDB WITH SYSTEM VERSIONING
                """,
                "CREATE TABLE parts (a int) WITH SYSTEM VERSIONING PARTITION BY SYSTEM_TIME (PARTITION p HISTORY, PARTITION now CURRENT)",
                "CREATE TABLE plain (a int)",
                "CREATE SEQUENCE numbers");

            var catalog = await Source.ReadCatalogAsync(ConnectionString, Cancel);

            Assert.Equal(["parts", "periods", "plain", "versioned"], catalog.Tables.Select(table => table.Name));
            Assert.Equal([true, true, false, true], catalog.Tables.Select(table => table.IsSystemVersioned));
            Assert.Equal([true, false, false, false], catalog.Tables.Select(table => table.IsPartitioned));
            Assert.Equal(["a"], catalog.Find("versioned")!.Columns.Select(column => column.Name));
            var periods = catalog.Find("periods")!;
            Assert.Equal(["a"], periods.PrimaryKey);
            Assert.Equal(["b"], periods.Indexes.Single().Parts.Select(part => part.Column));
            Assert.True(Of(periods, "since").GenerationExpression is "ROW START" && Of(periods, "until").GenerationExpression is "ROW END");
            Assert.Null(Of(periods, "b").GenerationExpression);
        }

        [Fact]
        public async Task Only_current_rows_of_a_table_with_history_are_read()
        {
            await ExecuteAsync(
                "CREATE TABLE versioned (id int PRIMARY KEY, n int) ENGINE=InnoDB WITH SYSTEM VERSIONING",
                "INSERT INTO versioned VALUES (1, 1), (2, 1)",
                "UPDATE versioned SET n = 2 WHERE id = 1",
                "DELETE FROM versioned WHERE id = 2");
            var number = new ColumnType(ValueKind.Int32);

            var rows = await SelectAsync(Read(await TableAsync("versioned"), new BatchColumn("id", number), new BatchColumn("n", number)), Show.Rows);

            Assert.Equal(["1|2"], rows);
        }
    }

    public sealed class OnMySql() : CatalogReaderTests(SourceServer.MySql)
    {
        private const string Expressions = """
            CREATE TABLE t (id int unsigned PRIMARY KEY, `né` int, a varchar(20) DEFAULT ('é€😀'), lit varchar(9) DEFAULT '\\''é', j json DEFAULT (json_array('x', 1)),
              raw blob DEFAULT ('it''s \\ ok'), latin text DEFAULT (_latin1 x'E9'), g varchar(20) AS (concat(a, 'é')), bin binary(4) DEFAULT 'ab',
              CONSTRAINT `ché` CHECK (a <> 'é''' AND `né` > 3), CONSTRAINT lax CHECK (`né` < 2) NOT ENFORCED,
              KEY lowered ((lower(a))), KEY many ((cast(j AS unsigned array))), KEY accent ((concat(a, 'é'))), KEY falling (id DESC, lit(5)), KEY unused (`né`) INVISIBLE)
            """;

        [Fact]
        public async Task Expressions_are_told_as_they_were_written()
        {
            await ExecuteAsync("SET NAMES utf8mb4", Expressions);

            var table = await TableAsync("t");

            Assert.True(Of(table, "id") is { DeclaredType: "int unsigned", IsUnsigned: true });
            Assert.Equal([("_utf8mb4'é€😀'", true), ("\\'é", false), ("json_array(_utf8mb4'x',1)", true)], Defaults("a", "lit", "j"));
            Assert.Equal([(@"_utf8mb4'it\'s \\ ok'", true), ("0x6162", false)], Defaults("raw", "bin"));
            Assert.True(Of(table, "latin").IsDefaultExpression);
            Assert.Equal("concat(`a`,_utf8mb4'é')", Of(table, "g").GenerationExpression);
            Assert.Equal([new SourceCheck("ché", @"((`a` <> _utf8mb4'é\'') and (`né` > 3))"), new SourceCheck("lax", "(`né` < 2)") { IsEnforced = false }], table.Checks);

            IEnumerable<(string?, bool)> Defaults(params string[] columns) => columns.Select(column => (Of(table, column).Default, Of(table, column).IsDefaultExpression));
        }

        [Fact]
        public async Task Indexes_over_expressions_and_falling_ones_are_told()
        {
            await ExecuteAsync("SET NAMES utf8mb4", Expressions);

            var indexes = (await TableAsync("t")).Indexes.ToDictionary(index => index.Name, index => index.Parts);

            Assert.Equal([new SourceIndexPart(null, "lower(`a`)", null, false)], indexes["lowered"]);
            Assert.Equal([new SourceIndexPart(null, "cast(`j` as unsigned array)", null, false)], indexes["many"]);
            Assert.Equal([new SourceIndexPart(null, "concat(`a`,_utf8mb4'é')", null, false)], indexes["accent"]);
            Assert.Equal([new SourceIndexPart("id", null, null, true), new SourceIndexPart("lit", null, 5, false)], indexes["falling"]);
            Assert.Equal([new SourceIndexPart("né", null, null, false)], indexes["unused"]);
        }

        [Fact]
        public async Task A_primary_key_that_the_server_generated_is_told()
        {
            await ExecuteAsync("SET SESSION sql_generate_invisible_primary_key = ON", "CREATE TABLE t (n int)");

            var table = await TableAsync("t");

            Assert.Equal(["my_row_id"], table.PrimaryKey);
            Assert.True(Of(table, "my_row_id") is { IsInvisible: true, IsAutoIncrement: true, IsUnsigned: true, GenerationExpression: null });
        }
    }

    private const string Odd = """
        CREATE TABLE odd (
          a int(6) ZEROFILL NOT NULL DEFAULT 7,
          e enum('a''b','c,d','e\\f','é') DEFAULT 'a''b',
          s set('un','deux') DEFAULT 'un,deux',
          v varchar(20) DEFAULT 'it''s \\ ok' COMMENT 'l''été',
          word varchar(10) DEFAULT 'NULL',
          none varchar(10),
          d datetime(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
          u char(36) DEFAULT (uuid()),
          big bigint unsigned,
          l1 varchar(5) CHARACTER SET latin1,
          b bit(3),
          n decimal(65,30),
          g int AS (a + 1) VIRTUAL,
          st int AS (a + 2) STORED,
          hidden int INVISIBLE DEFAULT 3,
          t tinyint(1) unsigned,
          unsigned_label enum(' unsigned'),
          CONSTRAINT positive CHECK (big > 0)
        ) COMMENT='curieuse'
        """;

    [Fact]
    public async Task Columns_of_every_kind_are_described()
    {
        await ExecuteAsync(Odd);

        var table = await TableAsync("odd");

        Assert.Equal("curieuse", table.Comment);
        Assert.Equal("a e s v word none d u big l1 b n g st hidden t unsigned_label", string.Join(' ', table.Columns.Select(column => column.Name)));
        Assert.True(Of(table, "a") is { DataType: "int", IsZeroFill: true, IsUnsigned: true, IsNullable: false, Default: "000007", IsDefaultExpression: false });
        Assert.Equal(["a'b", "c,d", "e\\f", "é"], Of(table, "e").Labels);
        Assert.Equal("a'b", Of(table, "e").Default);
        Assert.Equal(["un", "deux"], Of(table, "s").Labels);
        Assert.True(Of(table, "v") is { Length: 20, Default: "it's \\ ok", Comment: "l'été", Charset: "utf8mb4" });
        Assert.Equal("NULL", Of(table, "word").Default);
        Assert.Null(Of(table, "none").Default);
        Assert.True(Of(table, "d") is { FractionalDigits: 3, UpdatesItself: true, IsDefaultExpression: true });
        Assert.True(Of(table, "u") is { IsDefaultExpression: true, Default: "uuid()" });
        Assert.True(Of(table, "big") is { IsUnsigned: true, DataType: "bigint" });
        Assert.Equal(("latin1", "latin1_swedish_ci"), (Of(table, "l1").Charset, Of(table, "l1").Collation));
        Assert.True(Of(table, "b") is { Precision: 3, IsUnsigned: false });
        Assert.True(Of(table, "n") is { Precision: 65, Scale: 30 });
        Assert.NotNull(Of(table, "g").GenerationExpression);
        Assert.NotNull(Of(table, "st").GenerationExpression);
        Assert.Null(Of(table, "d").GenerationExpression);
        Assert.True(Of(table, "hidden").IsInvisible);
        Assert.Equal(IsMariaDb ? "tinyint(1) unsigned" : "tinyint unsigned", Of(table, "t").DeclaredType);
        Assert.False(Of(table, "unsigned_label").IsUnsigned);
        Assert.Contains(table.Checks, check => check.Name == "positive" && check.Expression.Contains("big", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_indexes_and_references_keep_their_order_and_rules()
    {
        await ExecuteAsync(
            "CREATE TABLE parent (x int, y int, PRIMARY KEY (y, x)) ENGINE=InnoDB",
            """
            CREATE TABLE child (id bigint unsigned AUTO_INCREMENT PRIMARY KEY, py int, px int, name varchar(50), txt text, email varchar(50),
              UNIQUE KEY mail (email), KEY part (name(10), id DESC), FULLTEXT KEY words (txt),
              CONSTRAINT fk_parent FOREIGN KEY (py, px) REFERENCES parent (y, x) ON DELETE CASCADE ON UPDATE SET NULL) AUTO_INCREMENT=42 ENGINE=InnoDB
            """);

        var parent = await TableAsync("parent");
        var child = await TableAsync("child");

        Assert.Equal(["y", "x"], parent.PrimaryKey);
        Assert.Equal(["id"], child.PrimaryKey);
        Assert.Equal(42ul, child.AutoIncrement);
        Assert.True(child.Find("id")!.IsAutoIncrement);
        Assert.True(child.Indexes.Single(index => index.Name == "mail").IsUnique);
        var part = child.Indexes.Single(index => index.Name == "part");
        Assert.Equal(new SourceIndexPart("name", null, 10, false), part.Parts[0]);
        Assert.Equal("FULLTEXT", child.Indexes.Single(index => index.Name == "words").Kind);
        var key = Assert.Single(child.ForeignKeys);
        Assert.Equal(("fk_parent", "parent", "CASCADE", "SET NULL"), (key.Name, key.ReferencedTable, key.OnDelete, key.OnUpdate));
        Assert.Equal(["py", "px"], key.Columns);
        Assert.Equal(["y", "x"], key.ReferencedColumns);
    }

    [Fact]
    public async Task Tables_say_whether_a_transaction_protects_them_and_what_is_no_table_is_listed()
    {
        await ExecuteAsync(
            "CREATE TABLE i (a int) ENGINE=InnoDB",
            "CREATE TABLE m (a int) ENGINE=MyISAM",
            "CREATE VIEW v AS SELECT a FROM i",
            "CREATE PROCEDURE p() SELECT 1",
            "CREATE FUNCTION p() RETURNS int DETERMINISTIC RETURN 1",
            "CREATE EVENT e ON SCHEDULE EVERY 1 YEAR DISABLE DO DELETE FROM i",
            "CREATE TRIGGER tr BEFORE INSERT ON i FOR EACH ROW SET NEW.a = 1");

        var catalog = await Source.ReadCatalogAsync(ConnectionString, Cancel);

        Assert.Equal(["i", "m"], catalog.Tables.Select(table => table.Name));
        Assert.Equal([true, false], catalog.Tables.Select(table => table.IsTransactional));
        Assert.Equal("MyISAM", catalog.Find("m")!.Engine);
        Assert.Equal(["v"], catalog.Views);
        Assert.Equal(
            [new SourceFeature(SourceFeatureKind.Trigger, "tr", "i"), new SourceFeature(SourceFeatureKind.Procedure, "p"), new SourceFeature(SourceFeatureKind.Function, "p"), new SourceFeature(SourceFeatureKind.Event, "e")],
            catalog.Routines);
        Assert.Equal(Database, catalog.Database);
        Assert.Matches($@"^{(IsMariaDb ? "MariaDB" : "MySQL")} \d+\.\d+\.\d+$", catalog.Server);
    }

    [Fact]
    public async Task Partitioned_tables_are_told()
    {
        await ExecuteAsync(
            "CREATE TABLE parts (a int PRIMARY KEY) COMMENT='whole' PARTITION BY HASH (a) PARTITIONS 3",
            "CREATE TABLE whole (a int) STATS_PERSISTENT=1 COMMENT='partitioned'",
            $"INSERT INTO parts SELECT seq FROM {Sequence(10)}",
            "ANALYZE TABLE parts");

        var catalog = await Source.ReadCatalogAsync(ConnectionString, Cancel);

        Assert.True(catalog.Find("parts") is { IsPartitioned: true, IsSystemVersioned: false, EstimatedRows: 10 });
        Assert.True(catalog.Find("whole") is { IsPartitioned: false, IsSystemVersioned: false });
    }

    [Fact]
    public async Task Odd_names_are_kept()
    {
        await ExecuteAsync("CREATE TABLE `l'été ``2` (`a b` int, `select` int PRIMARY KEY)");

        var table = await TableAsync("l'été `2");

        Assert.Equal(["a b", "select"], table.Columns.Select(column => column.Name));
        Assert.Equal(["select"], table.PrimaryKey);
    }

    private static SourceColumn Of(SourceTable table, string column) => table.Find(column)!;
}
