using Reprise.Core.Plans;

namespace Reprise.Resolution.Tests;

public sealed class RecordMatcherTests
{
    private static readonly FieldRole[] Roles =
        [FieldRole.Identifier, FieldRole.OrganisationName, FieldRole.Street, FieldRole.PostalCode, FieldRole.City, FieldRole.Phone];

    private static readonly string[] Words = ["Tanneurs", "Écluse", "Passerelle", "Mosaïque", "Tremplin", "Boussole", "Fabrique", "Hirondelles", "Étincelle", "Relais"];

    [Fact]
    public void Finds_the_same_organisation_under_another_spelling()
    {
        var rows = Different(200);
        rows.Add([null, "STE BOULANGERIE TREMPLIN MOSAIQUE", "7 r. de la Boussole", "1003", "Ville-3", null]);
        rows.Add([null, "Société Boulangerie Tremplin-Mosaïque SARL", "7, rue de la Boussole", "1003", "VILLE 3", "01 99 00 99 99"]);

        var result = Match(rows);

        Assert.Equal(200, result.Clusters[201]);
        Assert.Equal(Enumerable.Range(0, 200), result.Clusters.Take(200));
    }

    [Fact]
    public void Finds_nothing_where_all_records_differ() => Assert.Equal(Enumerable.Range(0, 300), Match(Different(300)).Clusters);

    [Fact]
    public void Does_not_merge_two_establishments_with_different_identifiers_and_the_same_name()
    {
        var rows = Different(200);
        rows.Add(["73282932000074", "Garage Tremplin", "7 rue de la Boussole", "1003", "Ville 3", null]);
        rows.Add(["55208131766522", "Garage Tremplin", "91 rue du Relais", "1007", "Ville 7", null]);

        Assert.Equal(201, Match(rows).Clusters[201]);
    }

    [Fact]
    public void A_field_declared_certain_is_enough()
    {
        var rows = Different(50);
        rows.Add(["73282932000074", "Garage Tremplin", "7 rue de la Boussole", "1003", "Ville 3", null]);
        rows.Add(["73282932000074", "Les Amis du Relais", "91 rue du Relais", "1007", "Ville 7", null]);

        Assert.Equal(50, Match(rows, new MatchSettings { Kind = RecordKind.Organisation, Certain = ["Identifier"] }).Clusters[51]);
    }

    [Fact]
    public void What_people_decided_stands_whatever_the_fields_say()
    {
        var rows = Different(60);
        rows.Add(rows[5]);

        var result = Match(rows, new MatchSettings { Kind = RecordKind.Organisation, Different = [(60, 5)], Same = [(1, 2)] });

        Assert.Equal((60, 1), (result.Clusters[60], result.Clusters[2]));
        Assert.DoesNotContain(result.Review, pair => pair is { Left: 5, Right: 60 });
    }

    [Fact]
    public void Gives_the_same_result_with_any_number_of_threads()
    {
        var rows = Different(150);
        rows.AddRange(rows.Take(60).Select(row => row.ToArray()).ToList());

        var one = Match(rows, new MatchSettings { Kind = RecordKind.Organisation, Workers = 1 });
        var four = Match(rows, new MatchSettings { Kind = RecordKind.Organisation, Workers = 4 });

        Assert.Equal(one.Clusters, four.Clusters);
        Assert.Equal(one.Review, four.Review);
    }

    [Fact]
    public void Says_why_two_records_match_and_its_reasons_add_up()
    {
        var rows = Different(100);
        rows.Add(rows[5]);

        var result = Match(rows);
        var why = result.Explain(5, 100);

        Assert.Equal(5, result.Clusters[100]);
        Assert.All(why.Reasons, reason => Assert.True(reason.Bits >= 0, $"{reason.Comparison}: {reason.Level} {reason.Bits}"));
        Assert.Contains(why.Reasons, reason => reason is { Comparison: "OrganisationName", Level: "equal" });
        Assert.Equal(1 / (1 + Math.Pow(2, -(why.Prior + why.Reasons.Sum(reason => reason.Bits)))), why.Probability, 4);
    }

    [Fact]
    public void Refuses_records_that_leave_nothing_to_go_by()
    {
        var records = Records.Of([FieldRole.Region], ["Occitanie"], ["Bretagne"]);

        var refused = Assert.Throws<ArgumentException>(() => new RecordMatcher(records, new MatchSettings { Kind = RecordKind.Organisation }));

        Assert.Contains("need a name", refused.Message, StringComparison.Ordinal);
    }

    private static MatchResult Match(List<string?[]> rows, MatchSettings? settings = null) =>
        new RecordMatcher(Records.Of(Roles, [.. rows]), settings ?? new MatchSettings { Kind = RecordKind.Organisation }).Match();

    private static List<string?[]> Different(int count) => [.. Enumerable.Range(0, count).Select(i => new[]
    {
        (73000000000000 + (i * 7919L)).ToString(),
        $"{Words[i % 10]} {Words[i / 10 % 10]} {(char)('a' + (i % 26))}{(char)('a' + (i / 26))}{i}x",
        $"{i + 1} rue des {Words[(i + 3) % 10]}",
        $"{1000 + (i % 40)}",
        $"Ville {i % 40}",
        $"01990{10000 + (i * 37)}",
    })];
}
