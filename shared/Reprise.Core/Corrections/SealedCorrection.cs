using Reprise.Core.Runs;

namespace Reprise.Core.Corrections;

/// <summary>A correction as the ledger has it.</summary>
/// <param name="Id">Number.</param>
/// <param name="Run">Run that it was sealed for.</param>
/// <param name="Table">Table plan that it was sealed for.</param>
/// <param name="Key">Canonical source key.</param>
/// <param name="Hash">Hash of the source row that it is about.</param>
/// <param name="IsDismissed">True: the row is left out.</param>
/// <param name="Content">Sealed <see cref="CorrectionContent"/>.</param>
public sealed record SealedCorrection(long Id, RunId Run, string Table, string Key, byte[] Hash, bool IsDismissed, byte[] Content);
