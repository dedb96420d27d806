using Npgsql;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary><c>reprise verify</c> finds what was altered in the application's tables, whatever the type of the source and that of the target.</summary>
public sealed class MappedVerifyTests
{
    /// <summary>Columns whose type in the application is not the one that a replica would have: source type, the value of the record that is altered, target type, alteration, and what the plan adds.</summary>
    private static readonly (string Column, string From, string Value, string To, string Altered, string Rule)[] Changed =
    [
        ("a_flag", "enum('oui','non')", "'oui'", "boolean", "NOT a_flag", "map: { oui: true, non: false }"),
        ("a_number", "varchar(10)", "'42'", "integer", "a_number + 1", string.Empty),
        ("a_word", "int", "42", "text", "a_word || ' '", string.Empty),
        ("a_money", "double", "1.1", "numeric(12,2)", "a_money + 0.01", string.Empty),
        ("a_local", "datetime", "'2024-07-14 12:00:00'", "timestamptz", "a_local + interval '1 hour'", string.Empty),
        ("a_day", "datetime", "'2024-07-14 00:00:00'", "date", "a_day + 1", string.Empty),
        ("a_uuid", "binary(16)", "0x123E4567E89B12D3A456426614174000", "uuid", "'123e4567-e89b-12d3-a456-426614174001'", string.Empty),
        ("a_swapped", "binary(16)", "0x12D3E89B123E4567A456426614174000", "uuid", "'123e4567-e89b-12d3-a456-426614174001'", "uuid_order: swapped"),
        ("a_address", "varbinary(16)", "INET6_ATON('192.168.0.1')", "inet", "'192.168.0.2'", string.Empty),
        ("a_document", "json", "'{\"a\": [1, null]}'", "jsonb", "'{\"a\": [1]}'", string.Empty),
        ("a_state", "varchar(10)", "'actif'", "state", "'inactif'", string.Empty),
        ("a_name", "varchar(20)", "'JEAN'", "varchar(20)", "upper(a_name)", "normalise: name_case"),
        ("a_padded", "varchar(5)", "'ab'", "char(5)", "'abc'", string.Empty),
    ];

    [Theory]
    [InlineData(SourceServer.MariaDb, TargetServer.Postgres15)]
    [InlineData(SourceServer.MariaDb11, TargetServer.Postgres18)]
    [InlineData(SourceServer.MySql, TargetServer.Postgres18)]
    public async Task One_altered_cell_of_any_type_is_found_with_its_key_and_column(SourceServer from, TargetServer to)
    {
        var samples = EveryType.Of(from);
        await using var sample = await SampleDatabase.CreateAsync(EveryType.Script(samples), from);
        await using var target = await TargetDatabase.CreateAsync(to);
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("replica", sample.Connection, "replicate").WithEntity("sample", sample.Connection, "every");
        folder.Write("plans/every/plan.yaml", Plan("every_type", [.. samples.Select(column => (column.Column, string.Empty))]));

        // The application's table has the types of a replica.
        (await folder.Reprise.RunAsync("run", "replica")).Expect(0);
        await target.ExecuteAsync("CREATE TABLE record (uid uuid PRIMARY KEY, LIKE replica.every_type)");

        await AssertFoundAsync(folder, target, 4, 3, [.. samples.Select(column => (column.Column, column.Altered))]);
    }

    [Theory]
    [InlineData(SourceServer.MariaDb)]
    [InlineData(SourceServer.MySql)]
    public async Task One_altered_cell_of_a_converted_column_is_found_with_its_key_and_column(SourceServer from)
    {
        await using var sample = await SampleDatabase.CreateAsync(
            [
                $"CREATE TABLE converted (id int PRIMARY KEY, {string.Join(", ", Changed.Select(column => $"{column.Column} {column.From}"))}) CHARACTER SET utf8mb4",
                $"INSERT INTO converted VALUES (1, {string.Join(", ", Changed.Select(column => column.Value))})",
                "INSERT INTO converted (id) VALUES (2)",
            ],
            from);
        await using var target = await TargetDatabase.CreateAsync();
        await target.ExecuteAsync($"CREATE TYPE state AS ENUM ('actif', 'inactif'); CREATE TABLE record (uid uuid PRIMARY KEY, id int NOT NULL, {string.Join(", ", Changed.Select(column => $"{column.Column} {column.To}"))})");
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "every", "time_zone: Europe/Paris");
        folder.Write("plans/every/plan.yaml", Plan("converted", [.. Changed.Select(column => (column.Column, column.Rule))]));

        await AssertFoundAsync(folder, target, 2, 1, [.. Changed.Select(column => (column.Column, column.Altered))]);
    }

    private static async Task AssertFoundAsync(ConfigurationFolder folder, TargetDatabase target, long records, int altered, IReadOnlyList<(string Column, string Altered)> columns)
    {
        var run = (await folder.Reprise.RunAsync("run", "sample", "--json")).Expect(0).Json;
        Assert.Equal((records, 0L), ((long)run["rows"]!["published"]!, (long)run["rows"]!["quarantined"]!));
        var equal = (await folder.Reprise.RunAsync("verify", "sample", "--json")).Expect(0).Json;
        Assert.Equal((0L, records), ((long)equal["differences"]!, (long)equal["tables"]![0]!["records"]!));

        await using var application = NpgsqlDataSource.Create(target.AsAdministrator);
        foreach (var (column, value) in columns)
        {
            await using var alter = application.CreateCommand($"UPDATE record SET {column} = {value} WHERE id = {altered}");
            Assert.Equal(1, await alter.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        }

        var found = (await folder.Reprise.RunAsync("verify", "sample", "--json")).Expect(1).Json["tables"]![0]!;
        Assert.Equal(
            columns.Select(column => $"{column.Column} 1").Order(StringComparer.Ordinal),
            found["cells"]!.AsObject().Select(cell => $"{cell.Key} {cell.Value}").Order(StringComparer.Ordinal));
        Assert.All(found["samples"]!.AsArray(), difference => Assert.Equal($"{altered}", (string)difference!["key"]!));
    }

    private static string Plan(string table, IReadOnlyList<(string Column, string Rule)> columns) => $$"""
        plan: every
        tables:
          - table: record
            from: {{table}}
            to: public.record
            id: { column: uid, strategy: uuid }
            columns:
              id: id
        {{string.Join("\n", columns.Select(column => $"      {column.Column}: {{ from: {column.Column}{(column.Rule.Length == 0 ? string.Empty : $", {column.Rule}")} }}"))}}
        """;
}
