using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Undoing;

/// <summary>Undoes table plans of a mapped run, set by set: what was updated says again what it said, what was inserted goes, children first.</summary>
internal static class MappedRollback
{
    /// <exception cref="RepriseException"><see cref="ErrorCodes.RollbackRefused"/> when a constraint of the target does not let a record be what it was.</exception>
    public static async Task<IReadOnlyList<RolledBackTable>> UndoAsync(NpgsqlConnection connection, RunId run, RunPlan plan, RunTable[] tables, CancellationToken cancellationToken)
    {
        TableUndo[] undone = [.. tables.Select(table => new TableUndo(connection, run, plan, table, tables))];
        foreach (var undo in undone)
        {
            await undo.ClassifyAsync(cancellationToken);
        }

        try
        {
            // What is restored may refer to what comes back.
            foreach (var undo in undone)
            {
                await undo.ReinsertAsync(cancellationToken);
            }

            foreach (var undo in undone)
            {
                await undo.RestoreAsync(cancellationToken);
            }

            RefuseUnread(run, await KeptReferences.MarkAsync(connection, new DoomedRecords("reprise.rollback_record", "'delete'"), run, tables, cancellationToken));
            foreach (var undo in undone.Reverse())
            {
                await undo.DeleteAsync(cancellationToken);
            }

            await connection.ExecuteAsync("SET CONSTRAINTS ALL IMMEDIATE", [], cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.CheckViolation or PostgresErrorCodes.NotNullViolation)
        {
            throw new RepriseException(
                ErrorCodes.RollbackRefused,
                $"{exception.SchemaName}.{exception.TableName} does not take back what was there before run {run}: its constraint {exception.ConstraintName ?? exception.ColumnName} refuses it, since something else was written in the meantime. Free that value in the application, then repeat; nothing was changed.");
        }

        var figures = new List<RolledBackTable>();
        foreach (var undo in undone)
        {
            figures.Add(await undo.SettleAsync(cancellationToken));
        }

        return figures;
    }

    private static void RefuseUnread(RunId run, IReadOnlyList<(TableName From, TableName To)> unread)
    {
        if (unread.Count > 0)
        {
            var hidden = string.Join(", ", unread.Select(reference => reference.From.ToString()).Distinct(StringComparer.Ordinal));
            throw new RepriseException(ErrorCodes.RollbackRefused, $"Rows of {hidden} may refer to records of run {run}. Grant SELECT on it to Reprise's role, then repeat; nothing was changed.");
        }
    }
}
