using System.Globalization;
using System.Text;
using Npgsql;
using Reprise.Fidelity.Cases;
using Reprise.Testing.Servers;
using Xunit.Sdk;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary>The cases of a server mapped into columns of an application, once for all tests that ask about one. Every column is a table of its own, so that a row held back for one of them is in the others.</summary>
public abstract class MappedCases(SourceServer from, TargetServer to) : IAsyncLifetime
{
    public const string Schema = "app";

    private FidelityRun? _run;
    private SkipException? _absence;

    public ServerPair Servers { get; } = new(from, to);

    internal FidelityRun Run => _run ?? throw _absence ?? (Exception)new InvalidOperationException("The cases were not mapped.");

    /// <summary>The table of a case's mapped column.</summary>
    public static string Table(FidelityCase item, int number) => $"{item.Name}_{number.ToString(CultureInfo.InvariantCulture)}";

    public async ValueTask InitializeAsync()
    {
        try
        {
            _run = await FidelityRun.CreateAsync(Servers, "cases", string.Empty, PrepareAsync, folder => folder.Write("plans/cases/plan.yaml", Plan()));
        }
        catch (SkipException absence)
        {
            // A fixture that skips fails its tests: each of them skips by itself.
            _absence = absence;
        }
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _run?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    private IEnumerable<(FidelityCase Case, MappedColumn Column, string Table)> Columns() =>
        from item in Servers.Cases
        from column in item.Mapped.Select((column, index) => (Column: column, Number: index + 1))
        select (item, column.Column, Table(item, column.Number));

    private async Task PrepareAsync(TargetDatabase target)
    {
        var role = new NpgsqlConnectionStringBuilder(target.AsReprise).Username;
        var sql = new StringBuilder($"CREATE EXTENSION citext; CREATE SCHEMA {Schema}; CREATE TYPE {Schema}.state AS ENUM ('actif', 'inactif');");
        foreach (var (_, column, table) in Columns())
        {
            sql.AppendLine(CultureInfo.InvariantCulture, $"CREATE TABLE {Schema}.{table} (id uuid PRIMARY KEY, legacy integer NOT NULL, v {column.Type});");
            if (column.Constraint.Length > 0)
            {
                sql.AppendLine(CultureInfo.InvariantCulture, $"{column.Constraint.Replace("{table}", $"{Schema}.{table}", StringComparison.Ordinal)};");
            }
        }

        sql.AppendLine(CultureInfo.InvariantCulture, $"GRANT USAGE ON SCHEMA {Schema} TO {role}; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {Schema} TO {role}");
        await using var application = NpgsqlDataSource.Create(target.AsAdministrator);
        await using var command = application.CreateCommand(sql.ToString());
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private string Plan()
    {
        var plan = new StringBuilder("plan: cases\nversion: 1\ntables:\n");
        foreach (var (item, column, table) in Columns())
        {
            plan.AppendLine(CultureInfo.InvariantCulture, $$"""
                  - table: {{table}}
                    from: {{item.Name}}
                    to: {{Schema}}.{{table}}
                    id: { column: id, strategy: uuid }
                    columns:
                      legacy: id
                      v: { from: v{{(column.Rule.Length == 0 ? string.Empty : $", {column.Rule}")}} }
                """);
        }

        return plan.ToString();
    }

    public sealed class FromMariaDb() : MappedCases(SourceServer.MariaDb, TargetServer.Postgres15);

    public sealed class FromMySql() : MappedCases(SourceServer.MySql, TargetServer.Postgres18);
}
