namespace Reprise.Postgres.Merging;

/// <summary>Groups of records that people decided are one, and which of each stays: a record of somebody else, or else the one that was published first.</summary>
internal sealed class DecidedGroups
{
    private readonly Dictionary<string, string> _leaders = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, PublishedRow> _rows;
    private readonly IReadOnlySet<string> _absent;
    private readonly List<DecidedPair> _different;
    private readonly List<DecidedMerge> _merges = [];

    /// <param name="pairs">What was decided last about each pair, in the order of the decisions.</param>
    /// <param name="rows">Rows of the run by record.</param>
    /// <param name="absent">Records of rows of the same source that the run does not have: held back, or gone.</param>
    public DecidedGroups(IReadOnlyList<DecidedPair> pairs, IReadOnlyDictionary<string, PublishedRow> rows, IReadOnlySet<string> absent)
    {
        (_rows, _absent) = (rows, absent);
        _different = [.. pairs.Where(pair => !pair.IsSame)];
        List<DecidedPair> joined = [.. pairs.Where(pair => pair.IsSame && Join(pair))];
        foreach (var group in joined.GroupBy(pair => Leader(pair.Left), StringComparer.Ordinal))
        {
            Merge([.. group]);
        }
    }

    /// <summary>Records that go, and those that should and may not, each once.</summary>
    public IReadOnlyList<DecidedMerge> Merges => _merges;

    private bool Join(DecidedPair pair)
    {
        if (_absent.Contains(pair.Left) || _absent.Contains(pair.Right))
        {
            return Refuse(pair, MergeReasons.HeldBack);
        }

        var (left, right) = (Leader(pair.Left), Leader(pair.Right));
        if (left == right)
        {
            return true;
        }

        if (_different.Exists(other => (Leader(other.Left) == left && Leader(other.Right) == right) || (Leader(other.Left) == right && Leader(other.Right) == left)))
        {
            return Refuse(pair, MergeReasons.Contradicted);
        }

        _leaders[left] = right;
        return true;
    }

    /// <summary>Lists a record that does not go, unless neither of both would.</summary>
    private bool Refuse(DecidedPair pair, string reason)
    {
        var (record, other) = _rows.ContainsKey(pair.Left) ? (pair.Left, pair.Right) : (pair.Right, pair.Left);
        if (_rows.TryGetValue(record, out var row))
        {
            Add(new DecidedMerge(row.Key, record, other, pair.Decision, reason));
        }

        return false;
    }

    private void Merge(List<DecidedPair> pairs)
    {
        List<string> records = [.. pairs.SelectMany(pair => (string[])[pair.Left, pair.Right]).Distinct(StringComparer.Ordinal)];
        var stays = pairs.SelectMany(pair => (string[])[pair.Left, pair.Right]).LastOrDefault(record => !_rows.ContainsKey(record))
            ?? records.MinBy(record => _rows[record].Order)!;
        foreach (var record in records.Where(record => record != stays && _rows.ContainsKey(record)))
        {
            var decision = pairs.Last(pair => pair.Left == record || pair.Right == record).Decision;
            Add(new DecidedMerge(_rows[record].Key, record, stays, decision, null));
        }
    }

    private void Add(DecidedMerge merge)
    {
        _merges.RemoveAll(other => other.Record == merge.Record);
        _merges.Add(merge);
    }

    private string Leader(string record)
    {
        while (_leaders.TryGetValue(record, out var leader))
        {
            record = leader;
        }

        return record;
    }
}
