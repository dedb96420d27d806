using CsCheck;
using Reprise.Core.Plans;
using Reprise.Resolution.Blocking;

namespace Reprise.Resolution.Tests.Blocking;

public sealed class CandidatesTests
{
    private static readonly Gen<string[][]> Rows = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], (code, city) => new[] { code == 0 ? "" : $"c{code}", city == 0 ? "" : $"v{city}" }).Array[0, 40];

    [Fact]
    public void Are_the_pairs_that_share_a_block_of_any_rule_each_once_whatever_the_number_of_workers() => Gen.Select(Rows, Gen.Int[1, 3]).Sample((rows, workers) =>
    {
        var records = Records.Of([FieldRole.PostalCode, FieldRole.City], rows);
        BlockingRule[] rules = [new(BlockingKey.Value(records.Fields[0])), new(BlockingKey.Value(records.Fields[1]))];
        var seen = Enumerable.Range(0, workers).Select(_ => new Seen()).ToList();

        new Candidates(rules, records.Count, pairs: 10_000).Visit(seen);

        var expected =
            from left in Enumerable.Range(0, rows.Length)
            from right in Enumerable.Range(0, rows.Length)
            where left < right && rows[left].Zip(rows[right]).Any(pair => pair.First.Length > 0 && pair.First == pair.Second)
            select (left, right);
        Assert.Equal(expected, seen.SelectMany(worker => worker.Pairs).Order());
    });

    [Fact]
    public void Leave_out_blocks_that_would_cost_more_pairs_than_there_may_be()
    {
        var records = Records.Of([FieldRole.PostalCode], [.. Enumerable.Repeat(new[] { "75001" }, 100), ["69001"], ["69001"]]);
        var seen = new Seen();

        new Candidates([new(BlockingKey.Value(records.Fields[0]))], records.Count, pairs: 50).Visit([seen]);

        Assert.Equal([(100, 101)], seen.Pairs);
    }

    private sealed class Seen : PairVisitor
    {
        public List<(int Left, int Right)> Pairs { get; } = [];

        public override void Visit(int left, int right) => Pairs.Add((left, right));
    }
}
