using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Core.Plans;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Ledger;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Resolving;

/// <summary>One table plan being resolved: names, the connection of its transaction, and the statements that every rule needs.</summary>
internal sealed class Resolution
{
    public Resolution(NpgsqlConnection connection, RunId run, RunPlan plan, RunTable table)
    {
        Connection = connection;
        Run = run;
        Plan = plan;
        Table = table;
        Staging = Sql.Quote(StagingNames.Table(run, plan, table));
        Target = Sql.Quote(table.Target.Name);
        Id = table.Id ?? throw new InvalidOperationException($"Table plan {table.Name} has no id rule.");
        IdType = Catalog.PgTypes.Sql(table.Target.Find(Id.Column)!.Type);
        Ruled = [.. table.Rules.Select(rule => table.Target.Find(rule.Column)!)];
    }

    public NpgsqlConnection Connection { get; }

    public RunId Run { get; }

    public RunPlan Plan { get; }

    public RunTable Table { get; }

    /// <summary>Quoted staging table.</summary>
    public string Staging { get; }

    /// <summary>Quoted target table.</summary>
    public string Target { get; }

    public IdRule Id { get; }

    /// <summary>Type of the target id, as SQL.</summary>
    public string IdType { get; }

    /// <summary>Quoted id column.</summary>
    public string IdColumn => Sql.Quote(Id.Column);

    /// <summary>Target columns that the plan fills.</summary>
    public IReadOnlyList<TargetColumn> Ruled { get; }

    /// <summary>md5 of the ruled columns of a relation: what the record was like when Reprise last wrote it.</summary>
    public string RecordHash(string alias) => $"md5(ROW({string.Join(", ", Ruled.Select(column => $"{alias}.{Sql.Quote(column.Name)}"))})::text)::uuid";

    /// <summary>True where the ruled columns of two relations differ. json has no equality, its text has.</summary>
    public string Differs(string one, string other)
    {
        var cast = Ruled.Select(column => (Name: Sql.Quote(column.Name), Cast: column.Type.Kind is PgKind.Json ? "::text" : string.Empty));
        return Ruled.Count == 0 ? "false" : $"({string.Join(" OR ", cast.Select(column => $"{one}.{column.Name}{column.Cast} IS DISTINCT FROM {other}.{column.Name}{column.Cast}"))})";
    }

    /// <summary>The staged rows as rows of the target: columns without a rule are null, so that expressions over any target column can be evaluated.</summary>
    public string StagedAsTarget()
    {
        var staged = Ruled.Select(column => column.Name).Append(Id.Column).ToHashSet(StringComparer.Ordinal);
        var columns = Table.Target.Columns.Select(column => staged.Contains(column.Name)
            ? Sql.Quote(column.Name)
            : $"NULL::{Catalog.PgTypes.Sql(column.Type)} AS {Sql.Quote(column.Name)}");
        return $"(SELECT ctid AS _tid, _key, _outcome, _target_id, {string.Join(", ", columns)} FROM {Staging})";
    }

    public Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params object?[] values) => Connection.ExecuteAsync(sql, values, cancellationToken);

    /// <summary>Sends staged rows to quarantine. <paramref name="where"/> speaks of the alias <c>s</c> and, when there is one, of <paramref name="from"/>.</summary>
    public Task<int> QuarantineAsync(string reason, string column, string where, CancellationToken cancellationToken, string? from = null) => ExecuteAsync(
        $"UPDATE {Staging} AS s SET _outcome = '{Bookkeeping.Quarantined}', _reason = $1, _column = $2 {(from is null ? string.Empty : $"FROM {from} ")}WHERE s._outcome IS DISTINCT FROM '{Bookkeeping.Quarantined}' AND {where}",
        cancellationToken,
        reason,
        column);

    /// <summary>Counts values that resolution changed.</summary>
    public Task CoerceAsync(string column, string rule, long count, CancellationToken cancellationToken) =>
        LateCoercions.AddAsync(Connection, Run, Table.Name, column, rule, count, cancellationToken);

    /// <summary>The table plan that a rule refers to.</summary>
    public RunTable Parent(ReferenceRule rule) => Plan.Table(rule.TablePlan);
}
