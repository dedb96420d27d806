using Reprise.Core.Corrections;
using Reprise.Core.Ports;
using Reprise.Core.Problems;

namespace Reprise.Pipeline.Quarantine;

/// <summary>Reads worked files and records what they decide: everything, or with a problem anywhere nothing.</summary>
public sealed class QuarantineImport(IRunLedger runs, IQuarantineLedger ledger, ILedgerSeal seal, IQuarantineFiles files)
{
    private const int BatchRows = 200;
    private const int ShownProblems = 100;

    /// <summary>Imports files.</summary>
    /// <param name="paths">Files that an export wrote and people worked.</param>
    /// <param name="by">Who decides, for the ledger and the audit trail.</param>
    /// <param name="cancellationToken">Gives up; nothing was recorded.</param>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/> with all problems, by file and line.</exception>
    public async Task<ImportDocument> ImportAsync(IReadOnlyList<string> paths, string by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var session = new ImportSession(runs, ledger, seal, files);
        foreach (var batch in paths.SelectMany(files.Read).Chunk(BatchRows))
        {
            await session.AddAsync(batch, cancellationToken);
        }

        Refuse(session.Problems);
        if (session.Decisions.Count > 0)
        {
            await ledger.RecordAsync(session.Decisions, by, cancellationToken);
        }

        return new ImportDocument(
            Count(DecisionKind.Correct),
            Count(DecisionKind.Dismiss),
            Count(DecisionKind.Withdraw),
            session.Rows - session.Decisions.Count,
            [.. session.Decisions.Select(decision => decision.Run.Entity.Value).Distinct(StringComparer.Ordinal)]);

        int Count(DecisionKind kind) => session.Decisions.Count(decision => decision.Kind == kind);
    }

    private static void Refuse(List<Problem> problems)
    {
        if (problems.Count == 0)
        {
            return;
        }

        var lines = problems.Take(ShownProblems).Select(problem => problem.ToString());
        var more = problems.Count > ShownProblems ? $"{Environment.NewLine}and {problems.Count - ShownProblems} more" : string.Empty;
        throw new RepriseException(
            ErrorCodes.InvalidConfiguration,
            $"{problems.Count} problem(s); nothing was recorded:{Environment.NewLine}{string.Join(Environment.NewLine, lines)}{more}")
        {
            Problems = [.. problems],
        };
    }
}

/// <summary>What <c>reprise quarantine import --json</c> prints. Part of the API: keys are added, never renamed.</summary>
/// <param name="Corrected">Rows with corrected cells.</param>
/// <param name="Dismissed">Rows left out.</param>
/// <param name="Withdrawn">Rows about which an earlier decision counts no more.</param>
/// <param name="Untouched">Rows that ask for nothing new.</param>
/// <param name="Entities">Entities that the decisions are of.</param>
public sealed record ImportDocument(int Corrected, int Dismissed, int Withdrawn, int Untouched, IReadOnlyList<string> Entities);
