using System.Globalization;
using MySqlConnector;
using Reprise.Core.Runs;
using Reprise.MySql.Catalogs;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Chunks;

/// <summary>Cuts a table into half-open key ranges that cover every row exactly once.</summary>
internal sealed class ChunkPlanner(SourceSession session)
{
    /// <summary>Plans the chunks of a table.</summary>
    public async Task<IReadOnlyList<ChunkRange>> PlanAsync(SourceRead read, int rows, CancellationToken cancellationToken)
    {
        var parts = Key.Of(read).Parts;
        if (parts.Count == 0)
        {
            return IntegerRanges.Between([]);
        }

        var bounds = parts is [{ IsInteger: true } part] ? await ComputeAsync(read, part, rows, cancellationToken) : null;
        return IntegerRanges.Between(bounds ?? await SampleAsync(read, parts, ChunkRange.Whole, rows, cancellationToken));
    }

    /// <summary>Cuts a key range into smaller ones.</summary>
    public async Task<IReadOnlyList<ChunkRange>> SplitAsync(SourceRead read, ChunkRange range, int rows, CancellationToken cancellationToken) =>
        IntegerRanges.Between(await SampleAsync(read, Key.Of(read).Parts, range, rows, cancellationToken), range);

    private async Task<IReadOnlyList<IReadOnlyList<string>>?> ComputeAsync(SourceRead read, KeyPart part, int rows, CancellationToken cancellationToken)
    {
        var ends = await session.QueryAsync(
            $"SELECT MIN({part.Name}), MAX({part.Name}) FROM {Sql.Quote(read.Table.Name)}",
            static reader => (Min: reader.TextOrNull(0), Max: reader.TextOrNull(1)),
            Work(read),
            cancellationToken);
        if (ends[0] is not ({ } min, { } max))
        {
            return [];
        }

        return IntegerRanges.Bounds(Int128.Parse(min, CultureInfo.InvariantCulture), Int128.Parse(max, CultureInfo.InvariantCulture), read.Table.EstimatedRows, rows) is { } bounds
            ? IntegerRanges.Print(bounds)
            : null;
    }

    /// <summary>Walks the key in its own order, from each bound to the key <paramref name="rows"/> further on: reads the index once, sends one key per chunk. A key that is no bound ends the walk: the rest is one chunk.</summary>
    private async Task<IReadOnlyList<IReadOnlyList<string>>> SampleAsync(SourceRead read, IReadOnlyList<KeyPart> parts, ChunkRange within, int rows, CancellationToken cancellationToken)
    {
        var bounds = new List<IReadOnlyList<string>>();
        var last = within.From;
        while (await NextAsync(read, parts, last, within.To, rows, cancellationToken) is { } next)
        {
            bounds.Add(next);
            last = next;
        }

        return bounds;
    }

    private async Task<IReadOnlyList<string>?> NextAsync(SourceRead read, IReadOnlyList<KeyPart> parts, IReadOnlyList<string>? after, IReadOnlyList<string>? before, int rows, CancellationToken cancellationToken)
    {
        var range = new ChunkRange(1, after, before);
        var columns = string.Join(", ", parts.Select(static part => part.Printed));
        var sql = string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT {columns} FROM {Sql.Quote(read.Table.Name)}{KeyPredicate.Where(parts, range)} ORDER BY {Key.Of(read).OrderBy} LIMIT 1 OFFSET {rows}");
        var found = await session.QueryAsync(sql, parameters => KeyPredicate.Bind(parameters, parts, range), reader => ReadBound(reader, parts.Count), Work(read), cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    private static string[]? ReadBound(MySqlDataReader reader, int parts)
    {
        var bound = new string[parts];
        for (var i = 0; i < parts; i++)
        {
            if (KeyPart.Read(reader, i) is not { } printed)
            {
                return null;
            }

            bound[i] = printed;
        }

        return bound;
    }

    private static string Work(SourceRead read) => $"planning the chunks of table {read.Table.Name}";
}
