using System.Text;
using Reprise.Core.Columns;
using Reprise.Core.Mapping.Rows;
using Reprise.Core.Runs;

namespace Reprise.Core.Corrections;

/// <summary>Finds source rows by their keys in the batches of a snapshot. Not thread-safe.</summary>
/// <param name="read">How the source table was read.</param>
/// <param name="table">Table plan whose keys they are.</param>
/// <param name="keys">Canonical source keys.</param>
public sealed class SourceRowFinder(SourceRead read, RunTable table, IEnumerable<string> keys)
{
    /// <summary>Bytes of a value that is kept of a row; of a larger one its length is. Many rows may be asked for.</summary>
    private const int MaxValueBytes = 1 << 20;

    private readonly SnapshotKeys _keys = new(read, table);
    private readonly HashSet<string> _wanted = new(keys, StringComparer.Ordinal);
    private readonly RowContent _content = new(read, MaxValueBytes);

    /// <summary>The rows of a batch that were asked for.</summary>
    /// <param name="batch">Rows as the snapshot has them.</param>
    /// <param name="chunk">Chunk that they are of.</param>
    /// <param name="firstRow">Ordinal in the chunk of the first of them.</param>
    public IReadOnlyList<SourceRow> Find(ColumnBatch batch, int chunk, long firstRow)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var found = new List<SourceRow>();
        var wanted = _wanted.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> text = new char[256];
        _content.Begin();
        for (var row = 0; row < batch.RowCount; row++)
        {
            var key = _keys.Of(batch, row, chunk, firstRow);
            text = text.Length < key.Length ? new char[key.Length] : text;
            var length = Encoding.UTF8.GetChars(key, text);
            if (wanted.TryGetValue(text[..length], out var known))
            {
                found.Add(new SourceRow(known, _content.Of(batch, row, out var hash), hash));
            }
        }

        return found;
    }
}

/// <summary>A source row as the ledger keeps it.</summary>
/// <param name="Key">Canonical source key.</param>
/// <param name="Content">Texts by column as JSON, see <see cref="ContentForm"/>. Personal data: sealed before it is stored.</param>
/// <param name="Hash">See <see cref="RowHash"/>.</param>
public sealed record SourceRow(string Key, ReadOnlyMemory<byte> Content, ReadOnlyMemory<byte> Hash);
