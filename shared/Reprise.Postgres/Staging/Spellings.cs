using Npgsql;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Staging;

/// <summary>What the source's collations say of references, kept beside the staged rows: which key, as references spell it, is which parent's.</summary>
internal static class Spellings
{
    public static async Task PrepareAsync(NpgsqlConnection connection, RunId run, RunPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Tables.Any(table => table.Respelled.Count > 0))
        {
            await connection.ExecuteAsync($"CREATE SCHEMA IF NOT EXISTS {Sql.Quote(StagingNames.MappedSchema(run))}", [], cancellationToken);
            await connection.ExecuteAsync(
                $"CREATE TABLE IF NOT EXISTS {Kept(run)} (table_plan text NOT NULL, question text NOT NULL, spelling {Bookkeeping.Key} NOT NULL, parents {Bookkeeping.Key})",
                [],
                cancellationToken);
        }
    }

    public static async Task<bool> SaveAsync(NpgsqlConnection connection, RunId run, RunTable table, RespelledReference reference, IReadOnlyList<Respelling> respellings, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync($"DELETE FROM {Kept(run)} WHERE table_plan = $1 AND question = $2", [table.Name, reference.Question], cancellationToken);
        await connection.ExecuteAsync(
            $"INSERT INTO {Kept(run)} (table_plan, question, spelling, parents) SELECT $1, $2, * FROM unnest($3, $4)",
            [table.Name, reference.Question, respellings.Select(pair => pair.From).ToArray(), respellings.Select(pair => pair.To).ToArray()],
            cancellationToken);
        if (respellings.Count > 0)
        {
            // Not an index, which long keys would not fit: rows are joined to it by a hash, once the planner knows that it is not empty.
            await connection.ExecuteAsync($"ANALYZE {Kept(run)}", [], cancellationToken);
        }

        return true;
    }

    public static async Task<IReadOnlyList<Respelling>> ReadAsync(NpgsqlConnection connection, RunId run, RunTable table, RespelledReference reference, CancellationToken cancellationToken) => await connection.QueryAsync(
        $"SELECT spelling, parents FROM {Kept(run)} WHERE table_plan = $1 AND question = $2",
        [table.Name, reference.Question],
        reader => new Respelling(reader.GetString(0), reader.Nullable<string>(1)),
        cancellationToken);

    /// <summary>The spellings of one reference as <c>m</c>, of which <c>parents</c> is the parent's key; null = there are several.</summary>
    public static string Of(RunId run, RunTable table, RespelledReference reference) =>
        $"(SELECT spelling, parents FROM {Kept(run)} WHERE table_plan = {Sql.Literal(table.Name)} AND question = {Sql.Literal(reference.Question)}) AS m";

    private static string Kept(RunId run) => Sql.Quote(StagingNames.Spellings(run));
}
