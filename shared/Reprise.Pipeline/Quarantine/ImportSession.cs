using Reprise.Core.Corrections;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Quarantine;

/// <summary>Rows of worked files, judged batch by batch against what the ledger has.</summary>
internal sealed class ImportSession(IRunLedger runs, IQuarantineLedger ledger, ILedgerSeal seal, IQuarantineFiles files)
{
    private readonly Dictionary<string, RunPlan?> _plans = [];
    private readonly Dictionary<(string Run, string Table), DecisionContext?> _contexts = [];
    private readonly HashSet<(string Run, string Table, string Key)> _seen = [];

    /// <summary>Rows read.</summary>
    public int Rows { get; private set; }

    /// <summary>What is wrong.</summary>
    public List<Problem> Problems { get; } = [];

    /// <summary>What is to be recorded.</summary>
    public List<NewCorrection> Decisions { get; } = [];

    /// <summary>Judges rows.</summary>
    public async Task AddAsync(IReadOnlyList<WorkedRow> rows, CancellationToken cancellationToken)
    {
        Rows += rows.Count;
        foreach (var group in rows.GroupBy(row => (row.Run, row.Table)))
        {
            if (await ContextAsync(group.First(), cancellationToken) is { } context)
            {
                var valid = group.Where(row => IsValid(row, context)).ToList();
                var held = (await ledger.FindAsync(context.Run, context.Table, [.. valid.Select(row => row.Key)], cancellationToken)).ToLookup(row => row.Key, StringComparer.Ordinal);
                foreach (var row in valid)
                {
                    Judge(row, [.. held[row.Key]], context);
                }
            }
        }
    }

    private void Judge(WorkedRow row, IReadOnlyList<HeldRow> held, DecisionContext context)
    {
        if (held.Count != 1)
        {
            Add(
                row,
                held.Count == 0 ? "unknown_row" : "ambiguous_row",
                held.Count == 0 ? $"run {row.Run} held back no row of table plan {row.Table} with this key." : "several rows have this key.",
                held.Count == 0 ? "Take the row from the export again, or out of the file." : "Correct the key in the source or in the plan.");
            return;
        }

        var (decision, problems) = new RowJudgement(context, seal, files).Judge(row, held[0]);
        Problems.AddRange(problems);
        if (decision is not null)
        {
            Decisions.Add(decision);
        }
    }

    private bool IsValid(WorkedRow row, DecisionContext context)
    {
        var before = Problems.Count;
        if (row.Decision is null)
        {
            Add(row, "unknown_decision", "the column 'Décision' says something unknown.", "Say 'écarter' to leave the row out, 'reprendre' to withdraw what was decided, or nothing.");
        }

        if (!_seen.Add((row.Run, row.Table, row.Key)))
        {
            Add(row, "row_twice", "the row comes twice.", "Leave one of them.");
        }

        var missing = context.Columns.Select(column => column.Name).Except(row.Cells.Keys, StringComparer.Ordinal).ToList();
        var unknown = row.Cells.Keys.Except(context.Columns.Select(column => column.Name), StringComparer.Ordinal).ToList();
        if (missing.Count + unknown.Count > 0)
        {
            Add(row, "columns_differ", $"the columns are not those of source table '{context.Source}': missing [{string.Join(", ", missing)}], unknown [{string.Join(", ", unknown)}].", "Take the line of headings from the export.");
        }

        return Problems.Count == before;
    }

    private async Task<DecisionContext?> ContextAsync(WorkedRow row, CancellationToken cancellationToken)
    {
        if (_contexts.TryGetValue((row.Run, row.Table), out var known))
        {
            return known;
        }

        var plan = await PlanAsync(row, cancellationToken);
        var table = plan?.Tables.FirstOrDefault(table => table.Name == row.Table);
        if (plan is not null && table is null)
        {
            Add(row, "unknown_table", $"run {row.Run} has no table plan '{row.Table}'.", "Take the row from the export again.");
        }

        return _contexts[(row.Run, row.Table)] = table is null ? null : new DecisionContext(RunId.Parse(row.Run), plan!, table);
    }

    private async Task<RunPlan?> PlanAsync(WorkedRow row, CancellationToken cancellationToken)
    {
        if (_plans.TryGetValue(row.Run, out var known))
        {
            return known;
        }

        var plan = RunId.TryParse(row.Run, out var run) ? await runs.FindPlanAsync(run, cancellationToken) : null;
        if (plan is null)
        {
            Add(row, "unknown_run", "the column 'Exécution' names no run of this ledger.", "Take the row from the export again, or configure the target that it came from.");
        }

        return _plans[row.Run] = plan;
    }

    private void Add(WorkedRow row, string code, string message, string remedy) => Problems.Add(new Problem(code, message, remedy, row.Place, row.Line));
}
