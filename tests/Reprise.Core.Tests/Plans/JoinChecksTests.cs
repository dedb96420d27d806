using Reprise.Core.Catalogs;
using Reprise.Core.Plans;
using Reprise.Core.Plans.Checking;

namespace Reprise.Core.Tests.Plans;

/// <summary>A join that would multiply rows, compare what does not compare or read a table for every row is refused, at its line, with what to do.</summary>
public sealed class JoinChecksTests
{
    private const string Unique = "CREATE UNIQUE";

    private static readonly SourceTable Extra = Catalogs.Source("extra", ["rowid"], Catalogs.Int("rowid"), Catalogs.Int("fk_object"), Catalogs.Text("nom"), Code("code", "utf8mb4_bin"), Catalogs.Int("fk_pays")) with
    {
        Indexes = [Index(Unique, "fk_object"), Index(Unique, "nom"), Index(Unique, "code")],
    };

    private static readonly SourceTable Country = Catalogs.Source("pays", ["id"], Catalogs.Int("id"), Catalogs.Text("libelle"));

    private static readonly SourceTable Meta = Catalogs.Source("meta", ["id"], Catalogs.Int("id"), Catalogs.Int("objet"), Catalogs.Text("cle"), Catalogs.Int("champ"), Catalogs.Text("valeur")) with { Indexes = [Index("CREATE", "objet")] };

    [Fact]
    public void Joined_tables_are_known_and_their_columns_are_source_columns()
    {
        var plan = Joined(new SourceJoin("extra", "extra", [new("fk_object", "rowid")], IsRequired: true, 30), new SourceJoin("pays", "pays", [new("id", "extra.fk_pays")], IsRequired: false, 31), Pivot()) with
        {
            Columns = [.. Catalogs.OrganisationPlan.Columns.Where(rule => rule.Column != "name"), new SourceColumnRule("name", "pays.libelle", false, null, 12)],
            Where = [new RowCondition("m.état civil", RowTest.NotNull, [], 13)],
        };

        Assert.Equal([], Check(plan));
    }

    public static TheoryData<string, JoinedRows, string, string> Refused => new()
    {
        { "no such table", new SourceJoin("extra", "extras", [new("fk_object", "rowid")], false, 30), "unknown_source_table 30", "Did you mean 'extra'?" },
        { "no such column", new SourceJoin("extra", "extra", [new("fk_objet", "rowid")], false, 30), "unknown_source_column 30", "Did you mean 'fk_object'?" },
        { "no such own column", new SourceJoin("extra", "extra", [new("fk_object", "rowd")], false, 30), "unknown_source_column 30", "Did you mean 'rowid'?" },
        { "several rows for one", new SourceJoin("extra", "extra", [new("fk_pays", "rowid")], false, 30), "impossible_join 30", "'pivot'" },
        { "numbers and text", new SourceJoin("extra", "extra", [new("nom", "rowid")], false, 30), "impossible_join 30", "Join by whole numbers" },
        { "two collations", new SourceJoin("extra", "extra", [new("code", "nom")], false, 30), "impossible_join 30", "one collation" },
        { "alias of the table", new SourceJoin("llx_societe", "extra", [new("fk_object", "rowid")], false, 30), "join_alias 30", "another one" },
        { "attributes without an index", Pivot() with { On = [new JoinKey("champ", "rowid")] }, "impossible_join 30", "add one" },
        { "no names of attributes", Pivot() with { Name = "champ" }, "impossible_join 30", "by number" },
        { "no column of values", Pivot() with { Value = "valeurs" }, "unknown_source_column 30", "Did you mean 'valeur'?" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_joined_is_refused(string what, JoinedRows joined, string expected, string remedy)
    {
        var plan = Joined(joined) with { Where = [new RowCondition("m.ville", RowTest.NotNull, [], 30)] };
        var problems = Problems(joined is SourcePivot ? plan : plan with { Where = [] });

        var problem = Assert.Single(problems);
        Assert.Equal((what, expected), (what, $"{problem.Code} {problem.Line}"));
        Assert.Contains(remedy, problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Attributes_by_number_need_no_names()
    {
        var plan = Joined(Pivot() with { Name = "champ" }) with { Where = [new RowCondition("m.12", RowTest.NotNull, [], 30)] };

        Assert.Equal([], Check(plan));
    }

    [Fact]
    public void The_order_of_several_values_needs_a_key()
    {
        var problems = Problems(Joined(Pivot()) with { Where = [new RowCondition("m.ville", RowTest.NotNull, [], 30)] }, Meta with { PrimaryKey = [] });

        Assert.Equal(["impossible_join 30"], problems.Select(problem => $"{problem.Code} {problem.Line}"));
    }

    [Fact]
    public void A_column_of_a_table_that_another_table_plan_joins_is_unknown()
    {
        var plan = Catalogs.OrganisationPlan with { Where = [new RowCondition("extra.nom", RowTest.NotNull, [], 13)] };

        Assert.Equal(["unknown_source_column 13"], Check(plan));
    }

    [Fact]
    public void A_key_is_of_the_table_itself()
    {
        var plan = Joined(new SourceJoin("extra", "extra", [new("fk_object", "rowid")], IsRequired: true, 30)) with { Key = ["extra.rowid"] };

        Assert.Contains($"impossible_join {plan.Line}", Check(plan));
    }

    private static SourcePivot Pivot() => new("m", "meta", [new("objet", "rowid")], "cle", "valeur", RepeatedAttribute.Quarantine, 30);

    private static TablePlan Joined(params JoinedRows[] joined) => Catalogs.OrganisationPlan with { Join = [.. joined.OfType<SourceJoin>()], Pivot = [.. joined.OfType<SourcePivot>()] };

    private static SourceColumn Code(string name, string collation) => Catalogs.Text(name) with { Collation = collation };

    private static SourceIndex Index(string kind, string column) => new(column, kind == Unique, "BTREE", [new SourceIndexPart(column, null, null, false)]);

    private static IEnumerable<string> Check(TablePlan changed) => Problems(changed).Select(problem => $"{problem.Code} {problem.Line}");

    private static System.Collections.Immutable.ImmutableArray<Problems.Problem> Problems(TablePlan changed, SourceTable? meta = null)
    {
        var source = Catalogs.SourceSide with { Tables = [.. Catalogs.SourceSide.Tables, Extra, Country, meta ?? Meta] };
        var plan = Catalogs.Plan with { Tables = [.. Catalogs.Plan.Tables.Select(table => table.Name == changed.Name ? changed : table)] };
        return new PlanChecker(static (_, _) => true).Check(plan, source, Catalogs.TargetSide, null).Problems;
    }
}
