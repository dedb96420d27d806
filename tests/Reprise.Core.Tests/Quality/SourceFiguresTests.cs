using System.Text;
using Reprise.Core.Columns;
using Reprise.Core.Quality;
using Reprise.Core.Runs;
using Reprise.Core.Verification;
using Source = Reprise.Core.Tests.Plans.Catalogs;

namespace Reprise.Core.Tests.Quality;

/// <summary>What is added up of the source, from the texts that it prints.</summary>
public sealed class SourceFiguresTests
{
    [Fact]
    public void Rows_are_added_up_by_group_apart_from_those_held_back()
    {
        var sums = Added(isYear: false, ("2023", "10.50", false), ("2023", "1.5", true), ("2024", "1e1", false), (null, "2", false), ("", "3", false), ("2024", null, false));

        Assert.Equal(
            [new GroupDifference("2023", 12, 1.5m, 0), new GroupDifference("2024", 10, 0, 0), new GroupDifference("NULL", 5, 0, 0)],
            sums.All());
        Assert.Equal(0, sums.Unreadable);
    }

    [Fact]
    public void The_year_of_a_moment_is_its_group_and_the_zero_date_has_none()
    {
        var sums = Added(isYear: true, ("2023-12-31 23:59:59", "1", false), ("2023-01-01", "1", false), ("0000-00-00", "4", false));

        Assert.Equal([new GroupDifference("NULL", 4, 0, 0), new GroupDifference("2023", 2, 0, 0)], sums.All());
    }

    [Fact]
    public void A_value_that_is_no_number_counts_unless_its_row_is_held_back() =>
        Assert.Equal(1, Added(isYear: false, ("2023", "gratuit", false), ("2023", "12,50", true)).Unreadable);

    [Fact]
    public void A_group_longer_than_any_before_is_whole()
    {
        var text = new string('9', 300);

        Assert.Equal([GroupKey.Show(text)], Added(isYear: false, (text, "1", false), (text, "1", false)).All().Select(group => group.Group));
    }

    private static GroupSums Added(bool isYear, params (string? Group, string? Value, bool IsHeldBack)[] rows)
    {
        var table = Source.Source("cotisation", ["id"], Source.Text("annee"), Source.Text("montant"));
        var read = new SourceRead(table, [new BatchColumn("annee", new(ValueKind.Text)), new BatchColumn("montant", new(ValueKind.Text))], []);
        var gate = new QualityGate
        {
            Name = "fees",
            Table = "fee",
            Measure = GateMeasure.Sum,
            Columns = ["amount"],
            Limit = new GateLimit(0, IsFloor: false),
            Groups = new SumGroups([new GroupColumn("year", IsYear: false)], "montant", [new GroupColumn("annee", isYear)]),
        };
        var sums = new GroupSums();
        var figures = new SourceFigures(read, gate, sums);
        foreach (var (group, value, isHeldBack) in rows)
        {
            var row = new CellRow();
            Append(row, group);
            Append(row, value);
            figures.Add(row, isHeldBack);
        }

        return sums;
    }

    private static void Append(CellRow row, string? text)
    {
        if (text is null)
        {
            row.AppendNull();
        }
        else
        {
            row.Append(Encoding.UTF8.GetBytes(text));
        }
    }
}
