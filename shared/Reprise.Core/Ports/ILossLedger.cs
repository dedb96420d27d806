using Reprise.Core.Runs;

namespace Reprise.Core.Ports;

/// <summary>What a run changed or held back, value by value.</summary>
public interface ILossLedger
{
    /// <summary>Values that rules changed, by table plan, column and rule.</summary>
    /// <param name="run">Run.</param>
    /// <param name="table">Table plan; null = all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<SealedCoercion>> ListCoercionsAsync(RunId run, string? table, CancellationToken cancellationToken);

    /// <summary>Rows held back, by table plan and reason.</summary>
    /// <param name="run">Run.</param>
    /// <param name="table">Table plan; null = all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    IAsyncEnumerable<SealedRow> ListQuarantineAsync(RunId run, string? table, CancellationToken cancellationToken);

    /// <summary>Records that somebody unsealed what is kept of a run.</summary>
    Task RecordUnsealedAsync(RunId run, string actor, CancellationToken cancellationToken);
}

/// <summary>Changed values, their keys sealed.</summary>
/// <param name="Table">Table plan.</param>
/// <param name="Column">Target column.</param>
/// <param name="Rule">Code from <see cref="Mapping.Reasons"/>.</param>
/// <param name="Count">How many.</param>
/// <param name="Samples">Masked.</param>
/// <param name="Keys">Sealed source keys of the rows.</param>
public sealed record SealedCoercion(string Table, string Column, string Rule, long Count, IReadOnlyList<string> Samples, IReadOnlyList<byte[]> Keys);

/// <summary>A row held back, its content sealed.</summary>
/// <param name="Table">Table plan.</param>
/// <param name="Key">Canonical source key.</param>
/// <param name="Column">Target column; empty for the whole row.</param>
/// <param name="Reason">Code from <see cref="Mapping.Reasons"/>.</param>
/// <param name="Content">The source row, sealed; where it was held back after mapping, what mapping made of it.</param>
public sealed record SealedRow(string Table, string Key, string Column, string Reason, byte[]? Content);
