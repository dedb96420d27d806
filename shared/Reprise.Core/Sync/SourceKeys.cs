using System.Runtime.CompilerServices;
using System.Text;
using Reprise.Core.Columns;
using Reprise.Core.Mapping.Rows;
using Reprise.Core.Mapping.Staged;
using Reprise.Core.Runs;

namespace Reprise.Core.Sync;

/// <summary>Keys of a source table as the ledger knows them: what they can be used for, and how a batch of key columns is read.</summary>
public sealed class SourceKeys
{
    private readonly SourceParts _parts;
    private readonly KeyText _text = new();

    /// <summary>Reads keys from batches of <see cref="Only"/>.</summary>
    public SourceKeys(SourceRead keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        _parts = new SourceParts([.. keys.Key.Select((_, ordinal) => ordinal)]);
    }

    /// <summary>The keys of a batch.</summary>
    public IEnumerable<string> Of(ColumnBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (_text.TryWrite(_parts.Of(batch), row))
            {
                yield return Encoding.UTF8.GetString(_text.Written);
            }
        }
    }

    /// <summary>The keys of batches, which are disposed.</summary>
    public async IAsyncEnumerable<string> OfAsync(IAsyncEnumerable<ColumnBatch> batches, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var batch in batches.WithCancellation(cancellationToken))
        {
            using (batch)
            {
                foreach (var key in Of(batch))
                {
                    yield return key;
                }
            }
        }
    }

    /// <summary>The same table, of which only the key is read, and nothing that is joined to it.</summary>
    public static SourceRead Only(SourceRead read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return read with { Columns = [.. read.Key.Select(name => Column(read, name))], Joined = [] };
    }

    /// <summary>True for a key of one whole number: ranges of it can be told from the keys that the ledger knows.</summary>
    public static bool IsWholeNumber(SourceRead read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return read.Key.Count == 1 && Column(read, read.Key[0]).Type.Kind is ValueKind.Int16 or ValueKind.Int32 or ValueKind.Int64 or ValueKind.UInt64;
    }

    /// <summary>Why rows of a table cannot be followed by key; null = they can.</summary>
    internal static string? Obstacle(RunPlan plan, SourceRead read)
    {
        if (read.Key.Count == 0)
        {
            return SyncReason.NoKey;
        }

        if (plan.Tables.Any(table => table.Source == read.Table.Name && !table.Key.SequenceEqual(read.Key, StringComparer.OrdinalIgnoreCase)))
        {
            return SyncReason.OtherKey;
        }

        return read.Key.All(name => CanBeAsked(read, name)) ? null : SyncReason.KeyType;
    }

    /// <summary>True where a key as the ledger knows it is a value as the source takes it.</summary>
    private static bool CanBeAsked(SourceRead read, string name) => Column(read, name).Type.Kind switch
    {
        ValueKind.Boolean or ValueKind.Int16 or ValueKind.Int32 or ValueKind.Int64 or ValueKind.UInt64 or ValueKind.Decimal or ValueKind.Date or ValueKind.Binary => true,
        ValueKind.Text => read.Table.Find(name) is { DataType: "char" or "varchar" },
        ValueKind.Uuid => read.Table.Find(name) is { DataType: "binary" or "varbinary" },
        _ => false,
    };

    private static BatchColumn Column(SourceRead read, string name) => read.Columns.First(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));
}
