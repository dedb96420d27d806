using Reprise.Core.Corrections;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Quarantine;

/// <summary>Writes rows held back in clear into files that people work.</summary>
public sealed class QuarantineExport(IRunLedger runs, IQuarantineLedger ledger, ILedgerSeal seal, IQuarantineFiles files)
{
    /// <summary>Exports all rows that no later run has published.</summary>
    /// <param name="run">Run that held them back.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="path">Where to: a path that ends in <c>.csv</c> or <c>.xlsx</c>.</param>
    /// <param name="by">Who takes them out, for the audit trail.</param>
    /// <param name="cancellationToken">Gives up; nothing is left behind.</param>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.UnknownRun"/>; <see cref="ErrorCodes.InvalidConfiguration"/>: the file is there already or cannot be written.</exception>
    public async Task<ExportDocument> ExportAsync(RunId run, QuarantineFilter filter, string path, string by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await runs.GetAsync(run, cancellationToken);
        var groups = (await ledger.CountAsync(run, filter, cancellationToken)).Where(group => group.State != HeldRowState.Reinjected).ToList();
        if (groups.Count == 0)
        {
            return new ExportDocument(run.Value, 0, []);
        }

        var plan = await runs.GetPlanAsync(run, cancellationToken);
        using var writer = files.Create(path, [.. groups.Select(group => group.Table).Distinct(StringComparer.Ordinal)]);
        try
        {
            await ledger.RecordExportAsync(run, by, $"{groups.Sum(group => group.Rows)} rows held back, in clear, to {Path.GetFileName(path)}", cancellationToken);
            var rows = await WriteAsync(writer, run, plan, filter, cancellationToken);
            return new ExportDocument(run.Value, rows, writer.Files);
        }
        catch
        {
            foreach (var file in writer.Files)
            {
                File.Delete(file);
            }

            throw;
        }
    }

    private async Task<long> WriteAsync(IQuarantineFileWriter writer, RunId run, RunPlan plan, QuarantineFilter filter, CancellationToken cancellationToken)
    {
        var rows = 0L;
        var table = string.Empty;
        IReadOnlyList<string> columns = [];
        await foreach (var row in ledger.ListAsync(run, filter, cancellationToken))
        {
            if (row.State == HeldRowState.Reinjected)
            {
                continue;
            }

            if (row.Table != table)
            {
                table = row.Table;
                columns = [.. plan.Source(plan.Table(table).Source).Columns.Select(column => column.Name)];
                writer.Begin(table, columns);
            }

            writer.Write(Exported(run, row, columns));
            rows++;
        }

        return rows;
    }

    private ExportedRow Exported(RunId run, HeldRow row, IReadOnlyList<string> columns)
    {
        var content = HeldRowContent.Open(seal, run, row);
        return new ExportedRow(
            run,
            row,
            row.State == HeldRowState.Dismissed ? content?.Correction?.Reason ?? string.Empty : string.Empty,
            [.. columns.Select(column => content is null ? new WorkedCell(null, IsKept: true) : new WorkedCell(content.Shown(column)))]);
    }
}

/// <summary>What <c>reprise quarantine export --json</c> prints. Part of the API: keys are added, never renamed.</summary>
/// <param name="Run">Run that held the rows back.</param>
/// <param name="Rows">Rows written.</param>
/// <param name="Files">Files written; none when there was nothing to write.</param>
public sealed record ExportDocument(string Run, long Rows, IReadOnlyList<string> Files);
