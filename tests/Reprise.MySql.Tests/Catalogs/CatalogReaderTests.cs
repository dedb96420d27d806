using Reprise.Core.Catalogs;
using Reprise.MySql.Tests.Servers;

namespace Reprise.MySql.Tests.Catalogs;

public sealed class CatalogReaderTests : SourceDatabase
{
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
        Assert.StartsWith("tinyint(1)", Of(table, "t").DeclaredType, StringComparison.Ordinal);
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
            "CREATE TABLE versioned (a int) ENGINE=InnoDB WITH SYSTEM VERSIONING",
            "CREATE VIEW v AS SELECT a FROM i",
            "CREATE PROCEDURE p() SELECT 1",
            "CREATE TRIGGER tr BEFORE INSERT ON i FOR EACH ROW SET NEW.a = 1");

        var catalog = await Source.ReadCatalogAsync(ConnectionString, Cancel);

        Assert.Equal(["i", "m", "versioned"], catalog.Tables.Select(table => table.Name));
        Assert.Equal([true, false, true], catalog.Tables.Select(table => table.IsTransactional));
        Assert.Equal("MyISAM", catalog.Find("m")!.Engine);
        Assert.Equal(["v"], catalog.Views);
        Assert.Equal(["p", "tr"], catalog.Routines);
        Assert.Equal(Database, catalog.Database);
        Assert.Matches(@"^(MariaDB|MySQL) \d+\.\d+\.\d+$", catalog.Server);
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
