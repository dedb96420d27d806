using Npgsql;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Resolving;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Publishing;

/// <summary>The conservation law, recounted in the transaction that publishes and compared with the figures that gates and report were made of.</summary>
internal static class Conservation
{
    /// <exception cref="RepriseException"><see cref="ErrorCodes.NotBalanced"/> names the table plan and the figures.</exception>
    public static async Task CheckAsync(NpgsqlConnection connection, RunId run, RunPlan plan, IEnumerable<RunTable> tables, CancellationToken cancellationToken)
    {
        var kept = (await Figures.ReadAsync(connection, run, cancellationToken)).ToDictionary(figures => figures.Table, figures => figures.Rows, StringComparer.Ordinal);
        foreach (var table in tables)
        {
            var rows = await Figures.CountAsync(connection, run, table, Sql.Quote(StagingNames.Table(run, plan, table)), cancellationToken);
            if (!rows.IsBalanced || kept.GetValueOrDefault(table.Name) != rows)
            {
                throw new RepriseException(
                    ErrorCodes.NotBalanced,
                    $"Table plan {table.Name} does not balance: {Show(rows)}{(rows.IsBalanced ? $"; when it was resolved: {Show(kept.GetValueOrDefault(table.Name))}" : string.Empty)}. Nothing of the lot was published; start a new run.");
            }
        }
    }

    private static string Show(RowFigures? rows) => rows is null
        ? "nothing"
        : $"read {rows.Read}, published {rows.Published}, unchanged {rows.Unchanged}, merged {rows.Merged}, quarantined {rows.Quarantined}, filtered {rows.Filtered}";
}
