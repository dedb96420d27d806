using Reprise.Core.Columns;
using Reprise.Core.Runs;
using Reprise.MySql.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.MySql.Tests.Reading;

[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public abstract class AllocationTests(SourceServer server) : SourceDatabase(server)
{
    public sealed class OnMariaDb() : AllocationTests(SourceServer.MariaDb);

    public sealed class OnMySql() : AllocationTests(SourceServer.MySql);

    private const int Rows = 200_000;

    /// <summary>An object per cell would be 24 bytes or more for each of 15. What is left is the driver's per packet, and more when the connection is encrypted.</summary>
    private const int MaxBytesPerRow = 4;

    [Fact]
    public async Task Reading_allocates_nothing_per_cell()
    {
        await ExecuteAsync(
            """
            CREATE TABLE t (id bigint unsigned PRIMARY KEY, n int unsigned, s smallint, flag tinyint(1), name varchar(60), note text CHARACTER SET latin1,
              kind enum('a','b'), born date, seen datetime(6), ts timestamp NULL, lasted time, fee decimal(10,2), wide decimal(30,10), bits bit(5), raw varbinary(20))
            """,
            $"""
            INSERT INTO t SELECT seq, seq, seq % 100, seq % 2, CONCAT('nom é ', seq), IF(seq % 7 = 0, NULL, 'déjà vu'), 'b', '2024-05-01', '2024-05-01 10:11:12.5',
              '2024-05-01 10:11:12', '-30:00:00', seq / 100, seq / 3, 9, x'00ff' FROM {Sequence(Rows)}
            """);
        var table = await TableAsync("t");
        var read = Read(
            table,
            Of("id", ValueKind.Int64),
            Of("n", ValueKind.Int64),
            Of("s", ValueKind.Int16),
            Of("flag", ValueKind.Boolean),
            Of("name", ValueKind.Text),
            Of("note", ValueKind.Text),
            Of("kind", ValueKind.Text),
            Of("born", ValueKind.Date),
            Of("seen", ValueKind.DateTime),
            Of("ts", ValueKind.Timestamp),
            Of("lasted", ValueKind.Time),
            new BatchColumn("fee", new ColumnType(ValueKind.Decimal, 10, 2)),
            new BatchColumn("wide", new ColumnType(ValueKind.Decimal, 30, 10)),
            Of("bits", ValueKind.Bits),
            Of("raw", ValueKind.Binary));
        await using var point = await OpenAsync(table);
        await CountAsync(point, read);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var rows = await CountAsync(point, read);
        var perRow = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)rows;

        Assert.Equal(Rows, rows);
        Assert.True(perRow < MaxBytesPerRow, $"{perRow:F2} bytes per row of {read.Columns.Count} cells");
        TestContext.Current.TestOutputHelper?.WriteLine($"{perRow:F2} bytes per row");
    }

    private static BatchColumn Of(string name, ValueKind kind) => new(name, new ColumnType(kind));

    private static async Task<int> CountAsync(Core.Ports.IConsistentPoint point, SourceRead read)
    {
        var rows = 0;
        await foreach (var batch in point.ReadAsync(read, new ChunkRange(1, null, null), new BatchLimits(5000, 4 << 20), Cancel))
        {
            rows += batch.RowCount;
            batch.Dispose();
        }

        return rows;
    }
}
