using Reprise.Core.Ports;

namespace Reprise.Postgres.Resolving;

/// <summary>Makes merges of clusters: a row joins the record that it is most surely the same as, or else the row of its cluster that becomes the record.</summary>
internal sealed class DuplicateLinks
{
    private readonly DuplicateRecords _records;
    private readonly DuplicateFindings _findings;
    private readonly List<DuplicateLink> _links = [];

    public DuplicateLinks(DuplicateRecords records, DuplicateFindings findings)
    {
        _records = records;
        _findings = findings;
        var clusters = Enumerable.Range(0, findings.Clusters.Count).GroupBy(record => findings.Clusters[record]);
        foreach (var cluster in clusters.Select(cluster => cluster.ToList()).Where(cluster => cluster.Count > 1))
        {
            Link(cluster);
        }
    }

    /// <summary>The merges, each row in at most one.</summary>
    public IReadOnlyList<DuplicateLink> Links => _links;

    private void Link(List<int> cluster)
    {
        var known = cluster.Where(record => !_records.IsRow(record)).ToList();
        var rows = cluster.Where(_records.IsRow).ToList();
        if (known.Count > 0)
        {
            foreach (var row in rows)
            {
                Add(row, known.MaxBy(record => _findings.Explain(record, row).Probability));
            }

            return;
        }

        var survivor = rows.MaxBy(_records.Rank);
        foreach (var row in rows.Where(row => row != survivor))
        {
            Add(row, survivor);
        }
    }

    private void Add(int row, int other) =>
        _links.Add(new DuplicateLink(_records[row], _records[other], !_records.IsRow(other), IsMerged: true, _findings.Explain(Math.Min(row, other), Math.Max(row, other))));
}
