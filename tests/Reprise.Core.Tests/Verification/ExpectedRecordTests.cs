using System.Text;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Mapping;
using Reprise.Core.Mapping.Rows;
using Reprise.Core.Plans;
using Reprise.Core.Runs;
using Reprise.Core.Tests.Mapping;
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

    [Fact]
    public void A_spelling_is_found_also_where_U0000_stood_in_it()
    {
        Assert.Equal("Nîmes", Expected("ni\0mes\0", new Respelling("nimes", "Nîmes")));
        Assert.Equal("paris", Expected("pa\0ris", new Respelling("nimes", "Nîmes")));
    }

    [Fact]
    public void The_key_of_a_geometry_is_that_of_its_bytes()
    {
        byte[] stored = [0xE6, 0x10, 0, 0, 0, 0xFF];
        var mapped = new KeyText();
        mapped.TryWrite(Batches.Of(new Cells("at", new ColumnType(ValueKind.Binary), stored)).Columns, 0);
        var (source, key) = (new CellRow(), new CellRow());
        source.Append(stored);

        Assert.True(new ExpectedKey([(0, SourceForm.Geometry)]).TryAppend(source, key));

        Assert.Equal(mapped.ToString(), Encoding.UTF8.GetString(key[0]));
    }

    private static string Expected(string stored, params Respelling[] respellings)
    {
        var (plan, table) = Plan(
            Table("t", [Column("varchar(20)")]),
            [new BatchColumn("value", new ColumnType(ValueKind.Text, Length: 20))],
            Target(To("target", new PgType(PgKind.Varchar, Length: 20))),
            [new SourceColumnRule("target", "value", BlankAsNull: false, Otherwise: null, 1)]);
        var reference = new RespelledReference("parent", [new RespelledPart("value", "code", TakesOver: true)]);
        var replicated = table with { Respelled = [reference], Definition = new TableDefinition("target", string.Empty, [], [], [], [], []) };
        var record = new ExpectedRecord(plan, replicated, new Dictionary<string, IReadOnlyList<Respelling>>(StringComparer.Ordinal) { [reference.Question] = respellings });
        var (source, expected) = (new CellRow(), new CellRow());
        source.Append(Encoding.UTF8.GetBytes(stored));
        Assert.True(record.TryExpect(source, expected));
        return Encoding.UTF8.GetString(expected[0]);
    }
}
