using Reprise.Core.Columns;
using Reprise.Core.Mapping;

namespace Reprise.Core.Corrections;

/// <summary>A snapshot batch with corrections in it. Disposing it hands its memory back; the batch it was made of is not touched.</summary>
public sealed class CorrectedBatch : IDisposable
{
    private readonly ColumnBatch? _own;
    private readonly IReadOnlyDictionary<int, (byte[] Content, byte[] Hash)> _originals;

    internal CorrectedBatch(ColumnBatch source, ColumnBatch? own, IReadOnlyDictionary<int, (byte[] Content, byte[] Hash)> originals)
    {
        _own = own;
        _originals = originals;
        Rows = own ?? source;
    }

    /// <summary>All rows of the batch, the corrected ones as they were corrected.</summary>
    public ColumnBatch Rows { get; }

    /// <summary>Rows that a person left out, ascending.</summary>
    public required IReadOnlyList<int> Dismissed { get; init; }

    /// <summary>Corrections that were met.</summary>
    public required IReadOnlyList<CorrectionUse> Uses { get; init; }

    /// <summary>A row that is held back again keeps what the source holds, not what it was corrected to: the next correction starts from there.</summary>
    public QuarantinedRow Original(QuarantinedRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return _originals.TryGetValue(row.Row, out var original) ? row with { Content = original.Content, Hash = original.Hash } : row;
    }

    /// <inheritdoc/>
    public void Dispose() => _own?.Dispose();
}
