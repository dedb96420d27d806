using System.Globalization;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.MySql.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.MySql.Tests.Points;

/// <summary>Three tables of the numbers 1 to 100, and their sums.</summary>
public abstract class PointTests(SourceServer server) : SourceDatabase(server)
{
    protected const int Readers = 4;

    protected static readonly ChunkRange Whole = new(1, null, null);

    protected static SourceRead KeyOf(SourceTable table) => Read(table, new BatchColumn("n", new ColumnType(ValueKind.Int32)));

    protected static async Task<long> SumAsync(IConsistentPoint point, SourceTable table) =>
        (await ReadAsync(point, KeyOf(table), Whole, batch => Show.Column(batch, 0))).Sum(value => long.Parse(value!, CultureInfo.InvariantCulture));

    protected async Task<SourceTable[]> CreateAsync()
    {
        for (var i = 1; i <= 3; i++)
        {
            await ExecuteAsync($"CREATE TABLE t{i} (n int PRIMARY KEY) ENGINE=InnoDB", $"INSERT INTO t{i} SELECT seq FROM {Sequence(100)}");
        }

        return [await TableAsync("t1"), await TableAsync("t2"), await TableAsync("t3")];
    }
}
