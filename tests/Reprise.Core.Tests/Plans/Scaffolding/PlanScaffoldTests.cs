using System.Runtime.CompilerServices;
using Reprise.Core.Catalogs;
using Reprise.Core.Plans.Scaffolding;

namespace Reprise.Core.Tests.Plans.Scaffolding;

public sealed class PlanScaffoldTests
{
    private static readonly SourceCatalog Source = new(
        "MariaDB 10.11.6",
        "club",
        [
            Table("tiers", ["id"], 400, Key("id"), Text("denomination"), Text("num_siret"), Text("mail"), Text("cp"), Number("id_tiers_mere"), Moment("date_creation"), Text("statut juridique")),
            Table("contacts", ["id"], 90, Key("id"), Text("nom"), Text("info"), Number("tiers_id")),
            Table("dons", [], 12, Number("tiers_id"), Moment("date_don")),
            Table("parametres", ["cle"], 3, Text("cle"), Text("valeur")),
        ],
        [],
        []);

    private static readonly TargetTable Organisation = new(
        new TableName("public", "organisation"),
        [
            Column("id", PgKind.Uuid),
            Column("name", PgKind.Varchar),
            Column("siret", PgKind.Varchar) with { IsNullable = true },
            Column("email", PgKind.Varchar) with { IsNullable = true },
            Column("postal_code", PgKind.Varchar) with { IsNullable = true },
            Column("parent_id", PgKind.Uuid) with { IsNullable = true },
            Column("legal_form", PgKind.Varchar) with { IsNullable = true },
            Column("origin", PgKind.Varchar),
            Column("created_at", PgKind.Timestamp),
            Column("search", PgKind.Text) with { IsGenerated = true },
        ],
        ["id"],
        [new TargetForeignKey("fk_parent", ["parent_id"], new TableName("public", "organisation"), ["id"])],
        [new TargetUniqueIndex("organisation_pkey", ["id"], null, false), new TargetUniqueIndex("uniq_siret", ["siret"], "(siret IS NOT NULL)", false)],
        []);

    private static readonly TargetTable Person = new(
        new TableName("public", "person"),
        [
            Column("id", PgKind.Int4) with { Sequence = new TableName("public", "person_id_seq") },
            Column("organisation_id", PgKind.Uuid),
            Column("last_name", PgKind.Varchar),
            Column("phone", PgKind.Varchar) with { IsNullable = true },
            Column("newsletter", PgKind.Boolean),
        ],
        ["id"],
        [new TargetForeignKey("fk_organisation", ["organisation_id"], new TableName("public", "organisation"), ["id"])],
        [new TargetUniqueIndex("person_pkey", ["id"], null, false)],
        []);

    private static readonly TargetTable Donation = new(
        new TableName("public", "donation"),
        [Column("id", PgKind.Uuid), Column("organisation_id", PgKind.Uuid), Column("date", PgKind.Date)],
        ["id"],
        [new TargetForeignKey("fk_organisation", ["organisation_id"], new TableName("public", "organisation"), ["id"])],
        [new TargetUniqueIndex("donation_pkey", ["id"], null, false)],
        []);

    private static readonly TargetCatalog Target = new("PostgreSQL 15.6", [Organisation, Person, Donation]);

    private static readonly IReadOnlyList<ColumnSample> Samples =
    [
        new("contacts", "info", 90, 80, 0, new Dictionary<ContentKind, long> { [ContentKind.Phone] = 78 }),
        new("tiers", "num_siret", 400, 300, 100, new Dictionary<ContentKind, long> { [ContentKind.Siret] = 290 }),
        new("tiers", "date_creation", 400, 380, 0, new Dictionary<ContentKind, long> { [ContentKind.Date] = 380 }),
    ];

    [Fact]
    public void The_text_is_as_approved()
    {
        var golden = Path.Combine(Path.GetDirectoryName(Here())!, "expected", "first-plan.yaml");
        var text = Draft().Text;
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(golden, text);
        }

        Assert.Equal(File.ReadAllText(golden), text);
    }

    [Fact]
    public void The_same_catalogs_give_the_same_text_in_whatever_order_tables_come() =>
        Assert.Equal(Draft().Text, Draft(Source with { Tables = [.. Source.Tables.Reverse()] }, Target with { Tables = [.. Target.Tables.Reverse()] }).Text);

    [Fact]
    public void What_blocks_the_plan_is_what_the_check_says_of_it()
    {
        var plan = Draft();

        Assert.Equal(["newsletter"], plan.Tables.Single(table => table.Table == "person").Required);
        var blocker = Assert.Single(plan.Blockers);
        Assert.Equal("missing_rule", blocker.Code);
        Assert.Contains($"# - {blocker.Message}", plan.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_blockers_the_plan_passes_as_it_is_written()
    {
        var plan = Draft(target: Target with { Tables = [Organisation, Person with { Columns = [.. Person.Columns.SkipLast(1)] }] });

        Assert.Empty(plan.Blockers);
        Assert.DoesNotContain("refuses", plan.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_table_without_a_key_is_a_comment() =>
        Assert.False(Draft().Tables.Single(table => table.From == "dons").Written);

    [Theory]
    [InlineData("public", "messenger_messages")]
    [InlineData("public", "doctrine_migration_versions")]
    [InlineData("reprise", "run")]
    [InlineData("ud_75", "tiers")]
    [InlineData("ud_75__previous", "tiers")]
    public void Tables_that_no_plan_may_write_are_never_proposed(string schema, string table)
    {
        var bait = Organisation with { Name = new TableName(schema, table), ForeignKeys = [] };
        var plan = Draft(target: new TargetCatalog("PostgreSQL 15.6", [bait]));

        Assert.Empty(plan.Tables);
        Assert.Equal(4, plan.Unmapped.Count);
    }

    [Fact]
    public void Names_that_YAML_reads_otherwise_are_quoted()
    {
        var odd = Source with { Tables = [Table("a: b # \"c\"", ["id"], 1, Key("id"), Text("denomination"), Text("yes"), Text("line\nbreak"))] };
        var plan = Draft(odd);

        Assert.All(plan.Blockers, blocker => Assert.NotEqual("invalid_yaml", blocker.Code));
        Assert.DoesNotContain("line\nbreak", plan.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void References_in_a_circle_are_cut_once()
    {
        var head = new TargetForeignKey("fk_head", ["person_id"], new TableName("public", "person"), ["id"]);
        var circle = Organisation with { Columns = [.. Organisation.Columns, Column("person_id", PgKind.Int4) with { IsNullable = true }], ForeignKeys = [.. Organisation.ForeignKeys, head] };
        var source = Source with { Tables = [.. Source.Tables.Select(table => table.Name == "tiers" ? table with { Columns = [.. table.Columns, Number("contact_id")] } : table)] };

        var plan = Draft(source, Target with { Tables = [circle, Person, Donation] });

        Assert.Single(plan.Blockers);
        Assert.Contains("closes a circle", plan.Text, StringComparison.Ordinal);
    }

    private static ScaffoldedPlan Draft(SourceCatalog? source = null, TargetCatalog? target = null) => PlanScaffold.Draft("first", "ud-75", source ?? Source, Samples, target ?? Target, ["ud_75"]);

    private static SourceTable Table(string name, IReadOnlyList<string> key, long rows, params SourceColumn[] columns) =>
        new(name, "InnoDB", true, rows, 16384, string.Empty, null, columns, key, [], [], []);

    private static SourceColumn Key(string name) => Number(name) with { IsAutoIncrement = true, IsNullable = false };

    private static SourceColumn Number(string name) => new() { Name = name, DataType = "int", DeclaredType = "int(11)" };

    private static SourceColumn Text(string name) => new() { Name = name, DataType = "varchar", DeclaredType = "varchar(128)", Length = 128, Charset = "utf8mb4" };

    private static SourceColumn Moment(string name) => new() { Name = name, DataType = "datetime", DeclaredType = "datetime" };

    private static TargetColumn Column(string name, PgKind kind) => new(name, new PgType(kind), false, false, false, false, null);

    private static string Here([CallerFilePath] string path = "") => path;
}
