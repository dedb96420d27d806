using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Core.Plans;
using Reprise.Core.Quality;
using Reprise.Core.Runs;
using Reprise.Postgres.Catalog;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Resolving;

/// <summary>One table plan being resolved or published: names, the connection of its transaction, and the statements that every rule needs.</summary>
internal sealed class Resolution
{
    /// <summary>Memory of one sort or hash: the statements go over whole tables.</summary>
    private const string WorkMemory = "128MB";

    public Resolution(NpgsqlConnection connection, RunId run, RunPlan plan, RunTable table)
    {
        Connection = connection;
        Run = run;
        Plan = plan;
        Table = table;
        Staging = Sql.Quote(StagingNames.Table(run, plan, table));
        Target = Sql.Quote(table.Target.Name);
        Id = table.Id ?? throw new InvalidOperationException($"Table plan {table.Name} has no id rule.");
        IdType = PgTypes.Sql(table.Target.Find(Id.Column)!.Type);
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

    /// <summary>Rules that refer to rows of the same table plan.</summary>
    public IEnumerable<ReferenceRule> Inner => Table.Rules.OfType<ReferenceRule>().Where(rule => rule.TablePlan == Table.Name);

    /// <summary>Rules that refer to rows of other table plans.</summary>
    public IEnumerable<ReferenceRule> Outer => Table.Rules.OfType<ReferenceRule>().Where(rule => rule.TablePlan != Table.Name);

    /// <summary>Table plans that come first and fill the same target table.</summary>
    public IEnumerable<Resolution> Siblings => Plan.Tables
        .TakeWhile(candidate => candidate.Name != Table.Name)
        .Where(candidate => candidate.Target.Name == Table.Target.Name)
        .Select(candidate => new Resolution(Connection, Run, Plan, candidate));

    /// <summary>True when a unique index of the target speaks of a column.</summary>
    public bool IsUnique(string column) => Table.Target.UniqueIndexes.Any(index => index.Texts().Any(text => SqlExpression.Speaks(text, column)));

    /// <summary>Rows sent to quarantine by this resolution so far.</summary>
    public long Quarantined { get; private set; }

    /// <summary>The table plan that a rule refers to.</summary>
    public RunTable Parent(ReferenceRule rule) => Plan.Table(rule.TablePlan);

    /// <summary>A staged value as a value of its target column.</summary>
    public static string Value(string alias, TargetColumn column) =>
        column.Type.Kind == PgKind.Other ? $"{alias}.{Sql.Quote(column.Name)}::{PgTypes.Sql(column.Type)}" : $"{alias}.{Sql.Quote(column.Name)}";

    public Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params object?[] values) => Connection.ExecuteAsync(sql, values, cancellationToken);

    /// <summary>Lets the statements of this transaction sort and hash in memory.</summary>
    public Task<int> AllowMemoryAsync(CancellationToken cancellationToken) => ExecuteAsync($"SET LOCAL work_mem = '{WorkMemory}'", cancellationToken);

    /// <summary>Tells the planner what resolution has filled in so far. A column that it takes for empty makes it pair all rows with all rows, where a hash would do.</summary>
    public Task<int> AnalyzeAsync(CancellationToken cancellationToken) =>
        ExecuteAsync($"ANALYZE {Staging} ({Sql.List(Bookkeeping.Joined.Concat(StagingTables.ResolvedColumns(Table)))})", cancellationToken);

    /// <summary>Sends staged rows to quarantine. <paramref name="where"/> speaks of the alias <c>s</c> and, when there is one, of <paramref name="from"/>.</summary>
    /// <returns>How many.</returns>
    public async Task<int> QuarantineAsync(string reason, string column, string where, CancellationToken cancellationToken, string? from = null)
    {
        var rows = await ExecuteAsync(
            $"""
            UPDATE {Staging} AS s SET _outcome = '{Bookkeeping.Quarantined}', _reason = $1, _column = $2
            {(from is null ? string.Empty : $"FROM {from}")}
            WHERE s._outcome IS DISTINCT FROM '{Bookkeeping.Quarantined}' AND {where}
            """,
            cancellationToken,
            reason,
            column);
        Quarantined += rows;
        return rows;
    }
}
