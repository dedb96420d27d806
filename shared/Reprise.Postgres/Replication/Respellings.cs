using System.Globalization;
using Npgsql;
using Reprise.Core.Mapping;
using Reprise.Core.Plans;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Ledger;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Replication;

/// <summary>Gives references of a replicated table the spelling of their parents, before foreign keys are created.</summary>
internal static class Respellings
{
    /// <summary>Carries them out in one table, with an entry for each row. All are counted before the first is changed: the columns may be part of the row's key.</summary>
    public static async Task ApplyAsync(NpgsqlConnection connection, ILedgerSeal seal, RunId run, RunPlan plan, RunTable table, CancellationToken cancellationToken)
    {
        var rows = Sql.Quote(StagingNames.Table(run, plan, table));
        var key = RowKeys.Of(plan, table, "c");
        foreach (var reference in table.Respelled)
        {
            var taken = Taken(table, reference).ToList();
            var before = string.Join(" || ', ' || ", taken.Select(part => $"c.{Sql.Quote(part.Name)}::text"));
            var after = string.Join(" || ', ' || ", taken.Select(part => part.Spelling));
            var changed = $"SELECT {key}, {before}, {after} FROM {rows} AS c JOIN {Spellings.Of(run, table, reference)} ON {Joins(plan, table, reference)}";
            await LateCoercions.AddAsync(connection, seal, run, new LateCoercion(table.Name, string.Join(", ", taken.Select(part => part.Name)), Reasons.ReferenceRespelled, After: null, changed), cancellationToken);
        }

        foreach (var reference in table.Respelled)
        {
            var taken = string.Join(", ", Taken(table, reference).Select(part => $"{Sql.Quote(part.Name)} = {part.Spelling}"));
            await connection.ExecuteAsync($"UPDATE {rows} AS c SET {taken} FROM {Spellings.Of(run, table, reference)} WHERE {Joins(plan, table, reference)}", [], cancellationToken);
        }
    }

    private static string Joins(RunPlan plan, RunTable table, RespelledReference reference) =>
        $"m.parents IS NOT NULL AND m.spelling = ({RowKeys.Reference(plan, table, reference, "c")}) COLLATE \"C\"";

    private static IEnumerable<(string Name, string Spelling)> Taken(RunTable table, RespelledReference reference) => reference.Parts.Index().Where(part => part.Item.TakesOver).Select(part => (
        table.Rules.OfType<SourceColumnRule>().First(rule => rule.From == part.Item.Column).Column,
        string.Create(CultureInfo.InvariantCulture, $"split_part(m.parents, {Sql.Literal(SourceKey.Separator.ToString())}, {part.Index + 1})")));
}
