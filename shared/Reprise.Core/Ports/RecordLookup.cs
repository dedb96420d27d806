using Reprise.Core.Verification;

namespace Reprise.Core.Ports;

/// <summary>By what a record is looked up.</summary>
/// <param name="Key">Canonical source key.</param>
/// <param name="Parents">Canonical source keys of the rows it refers to, one per reference rule; null for a null reference.</param>
/// <param name="Values">Canonical texts that derived rules are worked out from, as <see cref="SpokenCell"/> tells; bytes in hexadecimal after <c>\\x</c>.</param>
public sealed record RecordKeys(string Key, IReadOnlyList<string?> Parents, IReadOnlyList<string?> Values);

/// <summary>What the target and the ledger have for a source row. The rows are reused by the next record.</summary>
/// <param name="State">Whether there is a record.</param>
/// <param name="Cells">Its cells as PostgreSQL prints them, one per rule.</param>
/// <param name="Derived">What PostgreSQL works out by itself: ids that the parents' keys lead to, values of derived rules; one per such rule, in their order.</param>
/// <param name="IsOfRun">True when the run that is verified was the last to write it.</param>
public sealed record FoundRecord(RecordState State, CellRow Cells, CellRow Derived, bool IsOfRun);

/// <summary>What became of a source row.</summary>
public enum RecordState
{
    /// <summary>It has a record.</summary>
    Found,

    /// <summary>It was merged into a record whose values are another row's.</summary>
    Merged,

    /// <summary>It is in quarantine.</summary>
    HeldBack,

    /// <summary>Neither: it is not accounted for.</summary>
    Missing,
}
