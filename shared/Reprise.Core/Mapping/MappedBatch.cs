using System.Text.Json.Serialization;
using Reprise.Core.Columns;
using Reprise.Core.Corrections;

namespace Reprise.Core.Mapping;

/// <summary>What the mapper made of one batch of source rows.</summary>
/// <remarks>
/// Disposing it disposes <see cref="Rows"/>, and hands them back to the mapper they came from.
/// Columns that needed no conversion are the source batch's own: dispose this one first.
/// </remarks>
public sealed class MappedBatch : IDisposable
{
    private readonly bool[] _excluded;
    private IDisposable? _lease;

    /// <summary>A mapped batch.</summary>
    /// <param name="rows">Columns in the order of the <see cref="StagingLayout"/>, one row per source row.</param>
    /// <param name="excluded">True for rows that must not be staged; at least as long as the batch.</param>
    /// <param name="quarantined">Rows held back: exactly the excluded ones that were not filtered.</param>
    /// <param name="filtered">Number of rows a filter left out.</param>
    /// <param name="coercions">Values changed in this batch.</param>
    /// <param name="lease">What is given back when the batch is disposed, once.</param>
    public MappedBatch(
        ColumnBatch rows,
        bool[] excluded,
        IReadOnlyList<QuarantinedRow> quarantined,
        int filtered,
        IReadOnlyList<Coercion> coercions,
        IDisposable? lease = null)
    {
        Rows = rows;
        _excluded = excluded;
        Quarantined = quarantined;
        Filtered = filtered;
        Coercions = coercions;
        _lease = lease;
    }

    /// <summary>Columns in the order of the <see cref="StagingLayout"/>.</summary>
    public ColumnBatch Rows { get; }

    /// <summary>Rows held back.</summary>
    public IReadOnlyList<QuarantinedRow> Quarantined { get; private set; }

    /// <summary>Number of rows a filter left out.</summary>
    public int Filtered { get; }

    /// <summary>Keys of the rows left out, where they are asked for: see <see cref="TableMapper.NamesLeftOut"/>.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Values that a rule changed, counted by column and rule.</summary>
    public IReadOnlyList<Coercion> Coercions { get; private set; }

    /// <summary>Corrections of source rows that were met in this batch.</summary>
    public IReadOnlyList<CorrectionUse> Corrections { get; private set; } = [];

    /// <summary>Records which corrections were laid over the source rows, and gives rows that are held back all the same their original content.</summary>
    public void RecordCorrections(CorrectedBatch corrected)
    {
        ArgumentNullException.ThrowIfNull(corrected);
        Corrections = corrected.Uses;
        Quarantined = [.. Quarantined.Select(corrected.Original)];
    }

    /// <summary>True when <paramref name="row"/> must not be staged.</summary>
    public bool IsExcluded(int row) => _excluded[row];

    /// <summary>Replaces keys of changed rows and content of rows held back by their sealed form: nothing else of them may reach the ledger.</summary>
    public void Seal(Func<ReadOnlyMemory<byte>, byte[]> seal)
    {
        ArgumentNullException.ThrowIfNull(seal);
        Coercions = [.. Coercions.Select(coercion => coercion with { Keys = seal(coercion.Keys) })];
        Quarantined = [.. Quarantined.Select(row => row with { Content = seal(row.Content) })];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Rows.Dispose();
        Interlocked.Exchange(ref _lease, null)?.Dispose();
    }
}

/// <summary>A row held back.</summary>
/// <param name="Key">Canonical source key.</param>
/// <param name="Column">Target column whose value is the reason; empty when it is the whole row.</param>
/// <param name="Reason">Code from <see cref="Reasons"/>.</param>
public sealed record QuarantinedRow(string Key, string Column, string Reason)
{
    /// <summary>Place of the row in its batch.</summary>
    public int Row { get; init; }

    /// <summary>The source row as a JSON object: columns and the texts that the source prints, bytes in hexadecimal. Personal data: sealed before it is stored.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Hash of the source row, see <see cref="RowHash"/>; empty where it is not at hand.</summary>
    public ReadOnlyMemory<byte> Hash { get; init; }
}

/// <summary>Values of one column that one rule changed.</summary>
/// <param name="Column">Target column.</param>
/// <param name="Rule">Code from <see cref="Reasons"/>.</param>
/// <param name="Count">How many.</param>
/// <param name="Samples">A few of them, masked: <c>before → after</c>.</param>
public sealed record Coercion(string Column, string Rule, long Count, IReadOnlyList<string> Samples)
{
    /// <summary>The changed rows, see <see cref="ChangedKeys"/>. Valid until the mapper maps again. Personal data: sealed before they are stored.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Keys { get; init; }
}
