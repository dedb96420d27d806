using Reprise.Core.Runs;

namespace Reprise.Core.Corrections;

/// <summary>A decision to be recorded; it takes the place of an earlier one about the same source row.</summary>
/// <param name="Run">Run that held the row back.</param>
/// <param name="Table">Table plan.</param>
/// <param name="SourceTable">Source table.</param>
/// <param name="Key">Canonical source key.</param>
/// <param name="Hash">Hash of the source row.</param>
/// <param name="Kind">What was decided.</param>
/// <param name="Content">Sealed <see cref="CorrectionContent"/>; empty for <see cref="DecisionKind.Withdraw"/>.</param>
public sealed record NewCorrection(RunId Run, string Table, string SourceTable, string Key, byte[] Hash, DecisionKind Kind, byte[] Content);

/// <summary>Decisions about a row that was held back.</summary>
public enum DecisionKind
{
    /// <summary>Cells are corrected.</summary>
    Correct,

    /// <summary>The row is left out.</summary>
    Dismiss,

    /// <summary>An earlier decision counts no more.</summary>
    Withdraw,
}
