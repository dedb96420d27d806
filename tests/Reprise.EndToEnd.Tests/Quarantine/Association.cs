using MySqlConnector;
using Npgsql;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests.Quarantine;

/// <summary>An association whose database has rows that its new application refuses, each for another reason.</summary>
internal sealed class Association : IAsyncDisposable
{
    private const string Ddl = """
        CREATE TABLE club (id uuid PRIMARY KEY, name text NOT NULL, postcode varchar(5), active boolean NOT NULL);
        CREATE TABLE person (id uuid PRIMARY KEY, name text NOT NULL, postcode varchar(5), club_id uuid NOT NULL REFERENCES club, note text, born date NOT NULL, dues numeric(6,2))
        """;

    private const string Plan = """
        plan: association
        tables:
          - table: club
            from: club
            to: public.club
            id: { column: id, strategy: uuid }
            columns: { name: nom, postcode: cp, active: actif }
          - table: person
            from: membre
            to: public.person
            id: { column: id, strategy: uuid }
            columns: { name: nom, postcode: cp, club_id: { reference: club, from: [club_id] }, note: note, born: ne_le, dues: cotisation }
        gates:
          - { gate: dues, table: person, measure: sum, column: dues }
        """;

    private static readonly string[] Script =
    [
        "CREATE TABLE club (id int PRIMARY KEY, nom varchar(60) NOT NULL, cp varchar(20), actif tinyint(1) NOT NULL)",
        "CREATE TABLE membre (id int PRIMARY KEY, nom varchar(60) NOT NULL, cp varchar(20), club_id int, note text, ne_le date, photo varbinary(8), cotisation decimal(6,2))",
        "INSERT INTO club VALUES (1, 'Les Alouettes', '01000', 1), (2, 'Étoile', '01000 CEDEX', 1), (3, 'Canoë', NULL, 2)",
        """
        INSERT INTO membre VALUES
            (1, 'Zoé Durand', '01000', 1, NULL, '1980-01-02', NULL, 12.50),
            (2, '=cmd|calc', '01000', 99, CONCAT('ligne 1\n', 'ligne 2; \"é\"'), '1980-01-02', 0x00FF, -3),
            (3, 'Léa Petit', '', 1, '', '0000-00-00', NULL, NULL),
            (4, 'Jean Martin', NULL, 2, 'voir', '1975-12-31', NULL, 0),
            (5, 'Ana Blanc', '01000', 98, NULL, '1975-12-31', NULL, 0)
        """,
    ];

    private readonly SampleDatabase _source;
    private readonly TargetDatabase _target;
    private readonly ConfigurationFolder _folder;

    private Association(SampleDatabase source, TargetDatabase target, ConfigurationFolder folder)
    {
        _source = source;
        _target = target;
        _folder = folder;
    }

    public RepriseCommand Reprise => _folder.Reprise;

    public static async Task<Association> CreateAsync()
    {
        var source = await SampleDatabase.CreateAsync(Script);
        var target = await TargetDatabase.CreateAsync();
        await target.ExecuteAsync(Ddl);
        var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("asso", source.Connection, "association", "gates: { quarantined_percent: 100 }").Write("plans/association/plan.yaml", Plan);
        return new Association(source, target, folder);
    }

    /// <summary>A path in a folder that is removed with the association.</summary>
    public string File(string name) => Path.Combine(_folder.Path, name);

    public void ChangePlan(string text, string other) => _folder.Write("plans/association/plan.yaml", Plan.Replace(text, other, StringComparison.Ordinal));

    /// <summary>Writes another version of the plan beside the configured one.</summary>
    /// <returns>Its path.</returns>
    public string WritePlan(string name, params (string Text, string Other)[] changes)
    {
        _folder.Write($"versions/{name}/plan.yaml", changes.Aggregate(Plan, (plan, change) => plan.Replace(change.Text, change.Other, StringComparison.Ordinal)));
        return File($"versions/{name}/plan.yaml");
    }

    /// <summary>Changes the entity's file.</summary>
    public void ChangeEntity(string more) => _folder.WithEntity("asso", _source.Connection, "association", more);

    /// <summary>From here on nothing listens where the source was, and its database is gone. Thresholds may change with it.</summary>
    public async Task LoseSourceAsync(string more = "gates: { quarantined_percent: 100 }")
    {
        _folder.WithEntity("asso", "Server=127.0.0.1;Port=1;User ID=nobody;Password=none;Database=gone;Connection Timeout=1", "association", more);
        await _source.DisposeAsync();
    }

    /// <summary>A server process over the same configuration.</summary>
    public Task<ServerProcess> ServeAsync() => ServerProcess.StartAsync(_folder);

    /// <summary>The target, as an administrator sees it.</summary>
    public NpgsqlDataSource OpenTarget() => NpgsqlDataSource.Create(_target.AsAdministrator);

    /// <summary>Runs the plan, or reinjects, and returns the id of the run.</summary>
    public async Task<string> RunAsync(params string[] arguments) => (string)(await Reprise.RunAsync([.. arguments, "--json"])).Expect(0).Json["run"]!;

    /// <summary>Rows by state as <c>held 3, fixed 0, dismissed 0, reinjected 0</c>.</summary>
    public async Task<string> StatesAsync(string subject)
    {
        var rows = (await Reprise.RunAsync("quarantine", "list", subject, "--json")).Expect(0).Json["rows"]!.AsObject();
        return string.Join(", ", rows.Select(state => $"{state.Key} {state.Value}"));
    }

    public async Task ChangeSourceAsync(string sql)
    {
        await using var connection = new MySqlConnection(_source.Connection);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>First column of a query on the target.</summary>
    public async Task<List<string>> QueryAsync(string sql)
    {
        await using var target = NpgsqlDataSource.Create(_target.AsAdministrator);
        await using var command = target.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(reader[0] as string ?? "NULL");
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        await _target.DisposeAsync();
        await _source.DisposeAsync();
    }
}
