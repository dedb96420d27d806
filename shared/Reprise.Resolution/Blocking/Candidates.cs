namespace Reprise.Resolution.Blocking;

/// <summary>The pairs of records that share a block of any rule, each pair once, without keeping them.</summary>
/// <remarks>
/// Blocks that are too large to be compared pair by pair are left out: the limit follows from how many pairs there may be per record, so
/// that time grows with the records and not with their square. Memory: four bytes per record and key, and one sorted list at a time.
/// </remarks>
internal sealed class Candidates
{
    private readonly IReadOnlyList<BlockingRule> _rules;
    private readonly int _records;
    private readonly uint[][] _blocks;
    private readonly int[] _limits;

    /// <param name="rules">The rules, those with the fewest and surest pairs first.</param>
    /// <param name="records">Number of records.</param>
    /// <param name="pairs">Most pairs of one rule.</param>
    public Candidates(IReadOnlyList<BlockingRule> rules, int records, long pairs)
    {
        _rules = rules;
        _records = records;
        _blocks = new uint[rules.Count][];
        _limits = new int[rules.Count];
        Parallel.For(0, rules.Count, rule =>
        {
            _blocks[rule] = Blocks(rules[rule]);
            _limits[rule] = Limit(Sorted(rule), pairs);
            ForgetLarge(rule);
        });
    }

    /// <summary>Hands every pair to one of the workers, which run in parallel.</summary>
    /// <param name="workers">One visitor per worker.</param>
    public void Visit(IReadOnlyList<PairVisitor> workers)
    {
        for (var rule = 0; rule < _rules.Count; rule++)
        {
            var sorted = Sorted(rule);
            var next = 0;
            var number = rule;
            Parallel.For(0, workers.Count, new ParallelOptions { MaxDegreeOfParallelism = workers.Count }, worker =>
            {
                const int Slice = 4096;
                for (var start = Interlocked.Add(ref next, Slice) - Slice; start < sorted.Length; start = Interlocked.Add(ref next, Slice) - Slice)
                {
                    Visit(number, sorted, start, Math.Min(start + Slice, sorted.Length), workers[worker]);
                }
            });
        }
    }

    /// <summary>Blocks that begin in a slice.</summary>
    private void Visit(int rule, ulong[] sorted, int start, int end, PairVisitor visitor)
    {
        var at = start;
        while (at > 0 && at < end && Block(sorted[at]) == Block(sorted[at - 1]))
        {
            at++;
        }

        while (at < end)
        {
            var stop = at + 1;
            while (stop < sorted.Length && Block(sorted[stop]) == Block(sorted[at]))
            {
                stop++;
            }

            VisitBlock(rule, sorted.AsSpan(at, stop - at), visitor);
            at = stop;
        }
    }

    private void VisitBlock(int rule, ReadOnlySpan<ulong> block, PairVisitor visitor)
    {
        for (var i = 0; i < block.Length; i++)
        {
            for (var j = i + 1; j < block.Length; j++)
            {
                var (left, right) = ((int)(uint)block[i], (int)(uint)block[j]);
                if (left != right && IsFirst(rule, Block(block[i]), left, right))
                {
                    visitor.Visit(left, right);
                }
            }
        }
    }

    /// <summary>True when no earlier rule, and no lower block of this one, holds the pair.</summary>
    private bool IsFirst(int rule, uint block, int left, int right)
    {
        for (var earlier = 0; earlier <= rule; earlier++)
        {
            var most = _rules[earlier].Most;
            var a = _blocks[earlier].AsSpan(left * most, most);
            var b = _blocks[earlier].AsSpan(right * most, most);
            foreach (var shared in a)
            {
                if (shared != 0 && (earlier < rule || shared < block) && b.Contains(shared))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private uint[] Blocks(BlockingRule rule)
    {
        var most = rule.Most;
        var blocks = new uint[(long)_records * most];
        for (var record = 0; record < _records; record++)
        {
            rule.Write(record, blocks.AsSpan(record * most, most));
        }

        return blocks;
    }

    /// <summary>Block and record of every entry, in order: block by block, records ascending.</summary>
    private ulong[] Sorted(int rule)
    {
        var most = _rules[rule].Most;
        var blocks = _blocks[rule];
        var sorted = new ulong[blocks.Length - blocks.AsSpan().Count(0u)];
        var count = 0;
        for (var i = 0; i < blocks.Length; i++)
        {
            if (blocks[i] != 0)
            {
                sorted[count++] = ((ulong)blocks[i] << 32) | (uint)(i / most);
            }
        }

        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>The largest size of block with which the rule stays within its pairs.</summary>
    private static int Limit(ulong[] sorted, long pairs)
    {
        var sizes = new SortedDictionary<int, long>();
        for (var at = 0; at < sorted.Length;)
        {
            var stop = at + 1;
            while (stop < sorted.Length && Block(sorted[stop]) == Block(sorted[at]))
            {
                stop++;
            }

            sizes[stop - at] = sizes.GetValueOrDefault(stop - at) + 1;
            at = stop;
        }

        var limit = 1;
        foreach (var (size, count) in sizes)
        {
            pairs -= count * ((long)size * (size - 1) / 2);
            if (pairs < 0)
            {
                break;
            }

            limit = size;
        }

        return limit;
    }

    /// <summary>Entries of blocks that are too large, or hold one record, are no entries.</summary>
    private void ForgetLarge(int rule)
    {
        var most = _rules[rule].Most;
        var sorted = Sorted(rule);
        for (var at = 0; at < sorted.Length;)
        {
            var stop = at + 1;
            while (stop < sorted.Length && Block(sorted[stop]) == Block(sorted[at]))
            {
                stop++;
            }

            if (stop - at == 1 || stop - at > _limits[rule])
            {
                for (; at < stop; at++)
                {
                    var block = Block(sorted[at]);
                    _blocks[rule].AsSpan((int)(uint)sorted[at] * most, most).Replace(block, 0u);
                }
            }

            at = stop;
        }
    }

    private static uint Block(ulong entry) => (uint)(entry >> 32);
}
