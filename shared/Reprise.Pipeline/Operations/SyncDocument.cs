using Reprise.Core.Sync;

namespace Reprise.Pipeline.Operations;

/// <summary>How a source table was read, in a <see cref="RunDocument"/>.</summary>
/// <param name="Table">Source table.</param>
/// <param name="Method"><c>full</c>, <c>watermark</c> or <c>hash</c>.</param>
/// <param name="Reason">Why so: <c>allowed</c>, or what stood in the way of reading less.</param>
/// <param name="BasedOn">Run whose state of the source was compared with; null = everything was read.</param>
/// <param name="Watermark">Watermark column.</param>
/// <param name="From">From where rows were read.</param>
/// <param name="To">Up to where the run has seen everything.</param>
/// <param name="SourceRows">Rows that the table had.</param>
/// <param name="Ranges">Key ranges whose digests were compared.</param>
/// <param name="EqualRanges">Those with the same digest as before.</param>
/// <param name="KeysCompared">Keys compared one by one with those known.</param>
/// <param name="Again">Rows read again although they may not have changed.</param>
/// <param name="Late">Rows that were found by their key alone.</param>
public sealed record SyncDocument(
    string Table,
    string Method,
    string Reason,
    string? BasedOn,
    string? Watermark,
    string? From,
    string? To,
    long? SourceRows,
    int Ranges,
    int EqualRanges,
    long KeysCompared,
    long Again,
    long Late)
{
    /// <summary>The document of a table.</summary>
    public static SyncDocument Of(TableSync table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new(
            table.Source,
            table.Method.ToString().ToLowerInvariant(),
            table.Reason,
            table.BasedOn,
            table.Watermark,
            table.From,
            table.To,
            table.Rows,
            table.Ranges,
            table.EqualRanges,
            table.KeysCompared,
            table.Again,
            table.Late);
    }
}
