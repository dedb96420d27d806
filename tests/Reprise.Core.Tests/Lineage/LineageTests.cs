using Reprise.Core.Columns;
using Reprise.Core.Lineage;
using Reprise.Core.Mapping;
using Reprise.Core.Mapping.Types;
using Reprise.Core.Plans;
using Reprise.Core.Plans.Comparing;
using Reprise.Core.Runs;
using static Reprise.Core.Tests.Mapping.Bench;

namespace Reprise.Core.Tests.Lineage;

/// <summary>Keys as people write them, chunks that rows were read in, rules in the words of a plan.</summary>
public sealed class LineageTests
{
    [Theory]
    [InlineData("int(11)", "7", "7")]
    [InlineData("int(5) zerofill", "00007", "7")]
    [InlineData("int(11)", "x", null)]
    [InlineData("int(11)", "3000000000", null)]
    [InlineData("decimal(10,2)", "1.50", "1.5")]
    [InlineData("date", "2024-05-01", "2024-05-01")]
    [InlineData("varchar(20)", "a,b", "a,b")]
    [InlineData("varchar(3)", "abcd", null)]
    [InlineData("varbinary(4)", "0x00FF", "00ff")]
    [InlineData("varbinary(4)", "00ff", "00ff")]
    public void A_key_is_read_as_the_source_prints_it(string declared, string text, string? canonical)
    {
        var (plan, table) = Keyed(declared);

        Assert.Equal(canonical, KeySpelling.Canonical(plan.Sources[0], table, [text], out var misfit));
        Assert.Equal(canonical is null ? "k0" : null, misfit);
    }

    [Fact]
    public void Values_of_a_composite_key_are_words_or_one_word_with_commas()
    {
        Assert.Equal(["1", "2"], KeySpelling.Split(["1,2"], 2));
        Assert.Equal(["1,5", "2"], KeySpelling.Split(["1,5", "2"], 2));
        Assert.Equal(["1,2"], KeySpelling.Split(["1,2"], 1));
        Assert.Null(KeySpelling.Split(["1"], 2));
        Assert.Null(KeySpelling.Split(["1", "2"], 1));
        var (plan, table) = Keyed("int(11)", "varchar(10)");
        Assert.Equal($"1{SourceKey.Separator}a", KeySpelling.Canonical(plan.Sources[0], table, ["1", "a"], out _));
    }

    [Theory]
    [InlineData("9", 1)]
    [InlineData("10", 2)]
    [InlineData("99", 2)]
    [InlineData("100", 3)]
    [InlineData("-1", 1)]
    public void The_chunk_of_a_number_is_told_by_its_bounds(string key, int chunk)
    {
        var (plan, table) = Keyed("int(11)");

        Assert.Equal(chunk, ChunkPlace.Find(plan.Sources[0], table, Chunks([["10"], ["100"]]), key)?.Range.Number);
    }

    [Fact]
    public void The_chunk_of_a_composite_key_is_told_in_the_order_of_its_parts_and_that_of_a_text_only_when_there_is_one()
    {
        var (plan, table) = Keyed("int(11)", "int(11)");
        Assert.Equal(1, ChunkPlace.Find(plan.Sources[0], table, Chunks([["2", "10"]]), $"2{SourceKey.Separator}9")?.Range.Number);
        Assert.Equal(2, ChunkPlace.Find(plan.Sources[0], table, Chunks([["2", "10"]]), $"2{SourceKey.Separator}10")?.Range.Number);

        var (texts, byText) = Keyed("varchar(10)");
        Assert.Null(ChunkPlace.Find(texts.Sources[0], byText, Chunks([["m"]]), "a"));
        Assert.Equal(1, ChunkPlace.Find(texts.Sources[0], byText, Chunks([]), "a")?.Range.Number);

        Assert.Equal(2, ChunkPlace.Find(texts.Sources[0], byText with { Key = [] }, Chunks([["m"]]), SourceKey.Ordinal(2, 41))?.Range.Number);
        Assert.Null(ChunkPlace.Find(plan.Sources[0], table with { Key = ["k1"] }, Chunks([["2", "10"]]), "9"));
    }

    [Fact]
    public void Rows_that_a_sync_asked_for_otherwise_than_by_a_key_range_are_in_no_chunk_that_could_be_told()
    {
        var (plan, table) = Keyed("int(11)");
        var asked = new Chunk(ChunkRange.Whole with { Number = 3, Selection = new RowSelection { Keys = ["200"] } }, IsExtracted: true, Rows: 1, []);
        Chunk[] chunks = [new Chunk(new ChunkRange(1, ["5"], ["10"]), IsExtracted: true, Rows: 5, []), new Chunk(new ChunkRange(2, ["50"], ["60"]), IsExtracted: true, Rows: 5, []), asked];

        Assert.Equal(2, ChunkPlace.Find(plan.Sources[0], table, chunks, "55")?.Range.Number);
        Assert.Null(ChunkPlace.Find(plan.Sources[0], table, chunks, "200"));
    }

    [Fact]
    public void Rules_and_conditions_are_told_in_the_words_of_the_plan()
    {
        Assert.Equal("nom", RuleText.Of(new SourceColumnRule("name", "nom", BlankAsNull: false, Otherwise: null, 1)));
        Assert.Equal("{ from: nom, normalise: [trim, email] }", RuleText.Of(new SourceColumnRule("name", "nom", BlankAsNull: false, Otherwise: null, 1) { Normalise = ["trim", "email"] }));
        Assert.Equal("{ value: 1 }", RuleText.Of(new ConstantRule("rank", "1", 1)));
        Assert.Equal("{ column: supprime, in: [0, 2] }", RuleText.Of(new RowCondition("supprime", RowTest.In, ["0", "2"], 1)));
        Assert.Equal("{ column: tel, not_null: true }", RuleText.Of(new RowCondition("tel", RowTest.NotNull, [], 1)));
        Assert.Equal("{ column: cree, at_least: 2000-01-01 }", RuleText.Of(new RowCondition("cree", RowTest.AtLeast, ["2000-01-01"], 1)));
    }

    private static (RunPlan Plan, RunTable Table) Keyed(params string[] declared)
    {
        var columns = declared.Select((type, i) => Column(type, nullable: false, $"k{i}")).ToList();
        var source = Table("t", columns, [.. columns.Select(column => column.Name)]);
        return Plan(source, [.. columns.Select(column => new BatchColumn(column.Name, SnapshotTypes.For(column, profile: null)))], Target(), []);
    }

    private static IReadOnlyList<Chunk> Chunks(string[][] bounds) =>
        [.. Enumerable.Range(0, bounds.Length + 1).Select(i => new Chunk(new ChunkRange(i + 1, i == 0 ? null : bounds[i - 1], i == bounds.Length ? null : bounds[i]), true, 1, []))];
}
