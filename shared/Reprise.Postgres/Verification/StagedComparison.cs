using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Resolving;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Verification;

/// <summary>Compares every staged cell of a mapped table plan with the target's.</summary>
internal sealed class StagedComparison(Database database)
{
    /// <summary>Differing cells by target column; a record that is missing counts under the id column.</summary>
    public Task<IReadOnlyDictionary<string, long>> CompareAsync(RunPlan plan, RunTable table, RunId run, CancellationToken cancellationToken) => database.UseAsync<IReadOnlyDictionary<string, long>>(
        async connection =>
        {
            var resolution = new Resolution(connection, run, plan, table);
            var columns = resolution.Ruled.Where(column => column.Name != resolution.Id.Column).ToList();
            var counts = columns.Select(column => $"count(*) FILTER (WHERE t.{resolution.IdColumn} IS NOT NULL AND {RecordContent.Differs(column, "s", "t")})").Prepend($"count(*) FILTER (WHERE t.{resolution.IdColumn} IS NULL)");
            var rows = await connection.QueryAsync(
                $"""
                SELECT {string.Join(", ", counts)}
                FROM {resolution.Staging} AS s
                LEFT JOIN {resolution.Target} AS t ON t.{resolution.IdColumn} = s._target_id::{resolution.IdType}
                WHERE s._outcome IN ('{Bookkeeping.Insert}', '{Bookkeeping.Update}', '{Bookkeeping.Unchanged}')
                """,
                [],
                reader => Enumerable.Range(0, columns.Count + 1).Select(reader.GetInt64).ToList(),
                cancellationToken);
            var names = columns.Select(column => column.Name).Prepend(resolution.Id.Column);
            return names.Zip(rows[0]).Where(pair => pair.Second > 0).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        },
        cancellationToken);
}
