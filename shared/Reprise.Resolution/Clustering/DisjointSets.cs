namespace Reprise.Resolution.Clustering;

/// <summary>Sets of records, joined two by two; each is known by its lowest record.</summary>
internal sealed class DisjointSets
{
    private readonly int[] _parents;

    public DisjointSets(int count)
    {
        _parents = new int[count];
        for (var i = 0; i < count; i++)
        {
            _parents[i] = i;
        }
    }

    /// <summary>The lowest record of the set that a record is in.</summary>
    public int Find(int record)
    {
        while (_parents[record] != record)
        {
            _parents[record] = _parents[_parents[record]];
            record = _parents[record];
        }

        return record;
    }

    /// <summary>Makes one set of the two that the records are in.</summary>
    public void Join(int left, int right)
    {
        var (one, other) = (Find(left), Find(right));
        _parents[Math.Max(one, other)] = Math.Min(one, other);
    }
}
