using System.Globalization;
using System.Text;
using Reprise.Core.Columns;
using Reprise.Core.Plans;
using Reprise.Core.Runs;
using Reprise.MySql.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.MySql.Tests.Reading;

/// <summary>Joined columns and attributes come with the rows of a chunk, whatever their tables call their columns.</summary>
public abstract class JoinedReadTests(SourceServer server) : SourceDatabase(server)
{
    public sealed class OnMariaDb() : JoinedReadTests(SourceServer.MariaDb);

    public sealed class OnMariaDb11() : JoinedReadTests(SourceServer.MariaDb11);

    public sealed class OnMySql() : JoinedReadTests(SourceServer.MySql);

    private const int Rows = 500;

    [Fact]
    public async Task Every_chunk_has_its_rows_once_in_order_with_what_is_joined_to_them()
    {
        await MakeAsync();
        var read = await ReadAsync(isDescending: false);
        await using var point = await OpenAsync([.. read.Tables]);

        var seen = new List<string>();
        foreach (var chunk in await point.PlanChunksAsync(read, 60, Cancel))
        {
            seen.AddRange(await ReadAsync(point, read, chunk, Texts));
        }

        Assert.Equal(Expected(first: true), seen);
    }

    [Fact]
    public async Task Verification_reads_the_same_by_text()
    {
        await MakeAsync();
        var read = await ReadAsync(isDescending: true);
        await using var point = await OpenAsync([.. read.Tables]);

        var seen = new List<string>();
        await foreach (var row in point.ReadTextAsync(read, Cancel))
        {
            seen.Add(string.Join('|', Enumerable.Range(0, row.Count).Select(cell => row.IsNull(cell) ? "-" : Encoding.UTF8.GetString(row[cell]))));
        }

        Assert.Equal(Expected(first: false).Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    private Task MakeAsync() => ExecuteAsync(
        "CREATE TABLE t (a varchar(10), id int, n int, PRIMARY KEY (a, id))",
        "CREATE TABLE e (a varchar(10), id int, n varchar(20), PRIMARY KEY (id, a))",
        "CREATE TABLE m (id int AUTO_INCREMENT PRIMARY KEY, n int, name varchar(20) CHARACTER SET latin1, value varchar(20), KEY (n, name))",
        $"INSERT INTO t SELECT CONCAT('k', seq % 7), seq, seq * 2 FROM {Sequence(Rows)}",
        $"INSERT INTO e SELECT CONCAT('k', seq % 7), seq, CONCAT('é', seq) FROM {Sequence(Rows)} WHERE seq % 3 = 0",
        $"INSERT INTO m (n, name, value) SELECT seq * 2, 'clé', CONCAT('v', seq) FROM {Sequence(Rows)} WHERE seq % 2 = 0",
        $"INSERT INTO m (n, name, value) SELECT seq * 2, 'clé', CONCAT('w', seq) FROM {Sequence(Rows)} WHERE seq % 10 = 0",
        $"INSERT INTO m (n, name, value) SELECT seq * 2, 'other', 'x' FROM {Sequence(Rows)}");

    private async Task<SourceRead> ReadAsync(bool isDescending)
    {
        var (own, extra, meta) = (await TableAsync("t"), await TableAsync("e"), await TableAsync("m"));
        var name = extra.Find("n")! with { Name = "e.n" };
        var value = meta.Find("value")! with { Name = "m.clé" };
        var count = own.Find("n")! with { Name = "m.clé#rows", DataType = "bigint", DeclaredType = "bigint" };
        return new SourceRead(
            own with { Columns = [.. own.Columns, name, value, count] },
            [new BatchColumn("id", new ColumnType(ValueKind.Int32)), new BatchColumn("e.n", new ColumnType(ValueKind.Text)), new BatchColumn("m.clé", new ColumnType(ValueKind.Text)), new BatchColumn("m.clé#rows", new ColumnType(ValueKind.Int64))],
            own.PrimaryKey)
        {
            Joined =
            [
                new JoinedRead(extra, "e", [new JoinKey("a", "a"), new JoinKey("id", "id")], [new JoinedColumn("e.n", "n")]),
                new JoinedRead(meta, "m", [new JoinKey("n", "n")], [new JoinedColumn("m.clé", "clé"), new JoinedColumn("m.clé#rows", "clé", IsCount: true)])
                {
                    Pivot = new PivotRead("name", "value", ["id"], isDescending),
                },
            ],
        };
    }

    private static List<string> Expected(bool first) =>
    [
        .. Enumerable.Range(1, Rows).OrderBy(id => id % 7).ThenBy(id => id).Select(id =>
        {
            var (value, count) = (id % 10, id % 2) switch { (0, _) => ((first ? "v" : "w") + id, 2), (_, 0) => ("v" + id, 1), _ => ("-", 0) };
            return $"{id}|{(id % 3 == 0 ? "é" + id : "-")}|{value}|{count}";
        }),
    ];

    private static IEnumerable<string> Texts(ColumnBatch batch) => Enumerable.Range(0, batch.RowCount).Select(row => string.Join('|', batch.Columns.Select(column => column switch
    {
        _ when column.IsNull(row) => "-",
        VariableColumn text => Encoding.UTF8.GetString(text[row]),
        FixedColumn number => number.Values[row].ToString(CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException("No other column is read."),
    })));
}
