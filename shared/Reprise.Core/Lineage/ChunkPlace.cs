using System.Globalization;
using System.Numerics;
using Reprise.Core.Columns;
using Reprise.Core.Mapping;
using Reprise.Core.Runs;

namespace Reprise.Core.Lineage;

/// <summary>In which chunk of a snapshot a row was read.</summary>
public static class ChunkPlace
{
    /// <summary>The chunk of a row.</summary>
    /// <param name="read">How its source table was read.</param>
    /// <param name="table">Table plan.</param>
    /// <param name="chunks">The table's chunks.</param>
    /// <param name="key">Canonical source key of the row.</param>
    /// <returns>Null where only the source could tell: its collation orders the key, rows are not known by the key that they are read by, or a sync asked for them otherwise than by a key range.</returns>
    public static Chunk? Find(SourceRead read, RunTable table, IReadOnlyList<Chunk> chunks, string key)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(chunks);
        ArgumentNullException.ThrowIfNull(key);
        if (chunks.Count <= 1)
        {
            return chunks.Count == 0 ? null : chunks[0];
        }

        if (table.Key.Count == 0)
        {
            var number = key.TrimStart('#').Split(':')[0];
            return chunks.FirstOrDefault(chunk => chunk.Range.Number.ToString(CultureInfo.InvariantCulture) == number);
        }

        if (!table.Key.SequenceEqual(read.Key, StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        if (table.Key.Any(name => !IsInteger(read, name)))
        {
            return null;
        }

        BigInteger[] values = [.. key.Split(SourceKey.Separator).Select(Number)];
        // What a sync asked for by watermark or by key has no bounds to tell it by.
        return chunks.FirstOrDefault(chunk => chunk.Range.Selection is null && (chunk.Range.From is null || Compare(values, chunk.Range.From) >= 0) && (chunk.Range.To is null || Compare(values, chunk.Range.To) < 0));
    }

    private static bool IsInteger(SourceRead read, string name) =>
        read.Columns.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase))?.Type.Kind
            is ValueKind.Boolean or ValueKind.Int16 or ValueKind.Int32 or ValueKind.Int64 or ValueKind.UInt64 or ValueKind.Bits;

    private static BigInteger Number(string text) => BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static int Compare(BigInteger[] key, IReadOnlyList<string> bound)
    {
        for (var i = 0; i < Math.Min(key.Length, bound.Count); i++)
        {
            if (key[i].CompareTo(Number(bound[i])) is not 0 and var order)
            {
                return order;
            }
        }

        return 0;
    }
}
