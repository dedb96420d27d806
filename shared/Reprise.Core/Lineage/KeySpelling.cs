using System.Text;
using Reprise.Core.Columns;
using Reprise.Core.Corrections;
using Reprise.Core.Mapping;
using Reprise.Core.Runs;

namespace Reprise.Core.Lineage;

/// <summary>Source keys as people write them, in the canonical form of <see cref="SourceKey"/>.</summary>
public static class KeySpelling
{
    private const string Hexadecimal = "0x";
    private const char Comma = ',';

    /// <summary>The values of a key: as many words as columns, or one word with commas between them.</summary>
    /// <returns>Null when there are more or fewer.</returns>
    public static IReadOnlyList<string>? Split(IReadOnlyList<string> words, int columns)
    {
        ArgumentNullException.ThrowIfNull(words);
        IReadOnlyList<string> values = words.Count == 1 && columns > 1
            ? words[0].Split(words[0].Contains(SourceKey.Separator, StringComparison.Ordinal) ? SourceKey.Separator : Comma)
            : words;
        return values.Count == Math.Max(columns, 1) ? values : null;
    }

    /// <summary>The canonical key of a row of a table plan.</summary>
    /// <param name="read">How its source table was read.</param>
    /// <param name="table">Table plan.</param>
    /// <param name="values">Values of its key's columns, as the source prints them. Of a table without a key: chunk and place, such as <c>#3:1041</c>.</param>
    /// <param name="misfit">Column whose type has no such value.</param>
    /// <returns>Null when a value is none of its column's type.</returns>
    public static string? Canonical(SourceRead read, RunTable table, IReadOnlyList<string> values, out string? misfit)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(values);
        misfit = null;
        if (table.Key.Count == 0)
        {
            return values[0];
        }

        var writer = new SourceCellWriter(read);
        var cells = new Dictionary<int, string>();
        for (var i = 0; i < table.Key.Count; i++)
        {
            cells[SnapshotKeys.Ordinal(read, table.Key[i])] = values[i];
        }

        using var batch = new ColumnBatchPool(read.Columns).Rent();
        for (var i = 0; i < read.Columns.Count; i++)
        {
            if (!cells.TryGetValue(i, out var text))
            {
                batch.Columns[i].AppendNull();
            }
            else if (!writer.TryAppend(batch.Columns[i], i, text) && !(read.Columns[i].Type.Kind == ValueKind.Binary && writer.TryAppend(batch.Columns[i], i, Hexadecimal + text)))
            {
                misfit = read.Columns[i].Name;
                return null;
            }
        }

        return Encoding.UTF8.GetString(new SnapshotKeys(read, table).Of(batch, 0, chunk: 0, firstRow: 0));
    }
}
