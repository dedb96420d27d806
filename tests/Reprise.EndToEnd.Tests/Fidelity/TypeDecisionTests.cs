using Npgsql;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary>Where the declared type does not decide, the values do; and configuration has the last word.</summary>
public sealed class TypeDecisionTests
{
    private const string One = "0b9c4f2e-3d57-4b1a-9a30-0c1d2e3f4a5b";
    private const string Two = "1b9c4f2e-3d57-4b1a-9a30-0c1d2e3f4a5b";

    public static TheoryData<SourceServer> Servers => [SourceServer.MariaDb, SourceServer.MariaDb11, SourceServer.MySql];

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Values_decide_unless_configuration_chooses(SourceServer server)
    {
        await using var sample = await SampleDatabase.CreateAsync(
            [
                "CREATE TABLE membre (id char(36) PRIMARY KEY, upper_id char(36), mixed char(36), actif tinyint(1), code tinyint(1), big bigint unsigned, empty_id char(36))",
                $"INSERT INTO membre VALUES ('{One}', '{One.ToUpperInvariant()}', '{One}', 1, 1, 5, NULL), ('{Two}', '{Two.ToUpperInvariant()}', 'sans', 0, 0, 6, NULL)",
                "CREATE TABLE carte (id int PRIMARY KEY, membre_id char(36), parrain_id char(36), FOREIGN KEY (membre_id) REFERENCES membre (id))",
                $"INSERT INTO carte VALUES (1, '{One}', NULL)",
            ],
            server);
        await using var target = await TargetDatabase.CreateAsync();
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate", "types: { membre.code: smallint, membre.big: numeric }");

        (await folder.Reprise.RunAsync("run", "sample")).Expect(0);
        (await folder.Reprise.RunAsync("verify", "sample")).Expect(0);

        await using var application = NpgsqlDataSource.Create(target.AsAdministrator);
        await using var types = application.CreateCommand("SELECT string_agg(table_name || '.' || column_name || ' ' || udt_name, ', ' ORDER BY table_name, ordinal_position) FROM information_schema.columns WHERE table_schema = 'sample'");
        Assert.Equal(
            "carte.id int4, carte.membre_id uuid, carte.parrain_id varchar, membre.id uuid, membre.upper_id varchar, membre.mixed varchar, membre.actif bool, membre.code int2, membre.big numeric, membre.empty_id varchar",
            await types.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_choice_that_cannot_be_is_refused_by_name()
    {
        await using var sample = await SampleDatabase.CreateAsync(["CREATE TABLE membre (id int PRIMARY KEY, ne_le date)"]);
        await using var target = await TargetDatabase.CreateAsync();
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate", "types: { membre.nom: text, membre.ne_le: boolean }");

        var refused = (await folder.Reprise.RunAsync("check")).Expect(2);

        Assert.Contains("the source has no column 'membre.nom'", refused.Output, StringComparison.Ordinal);
        Assert.Contains("values of 'membre.ne_le' (date) have no form in the chosen type", refused.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_date_that_configuration_names_stands_for_zero_dates_where_null_is_not_allowed_and_is_counted()
    {
        await using var sample = await SampleDatabase.CreateAsync(["CREATE TABLE membre (id int PRIMARY KEY, entree date NOT NULL, vu datetime NOT NULL)", "INSERT INTO membre VALUES (1, '0000-00-00', '2024-01-02 03:04:05'), (2, '1980-00-00', '0000-00-00'), (3, '2024-01-02', '2024-01-02')"]);
        await using var target = await TargetDatabase.CreateAsync();
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate", """otherwise: { membre.entree: "1900-01-01", membre.vu: "1900-01-01 00:00:00" }""");

        var run = (await folder.Reprise.RunAsync("run", "sample", "--json")).Expect(0).Json;
        (await folder.Reprise.RunAsync("verify", "sample")).Expect(0);

        await using var application = NpgsqlDataSource.Create(target.AsAdministrator);
        await using var rows = application.CreateCommand("SELECT string_agg(id || ' ' || entree || ' ' || vu, ', ' ORDER BY id) FROM sample.membre");
        Assert.Equal("1 1900-01-01 2024-01-02 03:04:05, 2 1900-01-01 1900-01-01 00:00:00, 3 2024-01-02 2024-01-02 00:00:00", await rows.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        var losses = (await folder.Reprise.RunAsync("losses", (string)run["run"]!, "--json")).Expect(0).Json;
        Assert.Equal(["entree otherwise 2", "vu otherwise 1"], losses["coercions"]!.AsArray().Select(entry => $"{entry!["column"]} {entry["rule"]} {entry["count"]}"));
        Assert.Empty(losses["quarantine"]!.AsArray());
        Assert.Contains("become 1900-01-01, as configuration says", (await folder.Reprise.RunAsync("inventory", "sample", "--json")).Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replacement_that_cannot_be_is_refused_by_name()
    {
        await using var sample = await SampleDatabase.CreateAsync(["CREATE TABLE membre (id int PRIMARY KEY, ne_le date, entree date NOT NULL)"]);
        await using var target = await TargetDatabase.CreateAsync();
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate", "otherwise: { membre.nom: x, membre.ne_le: \"1900-01-01\", membre.entree: hier }");

        var refused = (await folder.Reprise.RunAsync("check")).Expect(2);

        Assert.Contains("the source has no column 'membre.nom'", refused.Output, StringComparison.Ordinal);
        Assert.Contains("'membre.ne_le' takes null", refused.Output, StringComparison.Ordinal);
        Assert.Contains("what stands for 'membre.entree' is no value of its type", refused.Output, StringComparison.Ordinal);
    }
}
