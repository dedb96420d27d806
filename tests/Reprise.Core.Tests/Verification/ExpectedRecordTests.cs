using System.Text;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Plans;
using Reprise.Core.Runs;
using Reprise.Core.Verification;
using Reprise.Core.Verification.Expected;
using static Reprise.Core.Tests.Mapping.Bench;

namespace Reprise.Core.Tests.Verification;

/// <summary>What verification expects of references that take over the spelling of their parents.</summary>
public sealed class ExpectedRecordTests
{
    [Fact]
    public void A_spelling_that_comes_twice_is_no_exception_that_quotes_it() =>
        Assert.Equal("Nîmes", Expected("nimes", new Respelling("nimes", "Nîmes"), new Respelling("nimes", "NIMES")));

    private static string Expected(string stored, params Respelling[] respellings)
    {
        var (plan, table) = Plan(
            Table("t", [Column("varchar(20)")]),
            [new BatchColumn("value", new ColumnType(ValueKind.Text, Length: 20))],
            Target(To("target", new PgType(PgKind.Varchar, Length: 20))),
            [new SourceColumnRule("target", "value", BlankAsNull: false, Otherwise: null, 1)]);
        var record = new ExpectedRecord(plan, table, new Dictionary<string, IReadOnlyList<Respelling>>(StringComparer.Ordinal) { ["value"] = respellings });
        var (source, expected) = (new CellRow(), new CellRow());
        source.Append(Encoding.UTF8.GetBytes(stored));
        Assert.True(record.TryExpect(source, expected));
        return Encoding.UTF8.GetString(expected[0]);
    }
}
