using Reprise.Core.Runs;

namespace Reprise.Core.Mapping.Replicate;

/// <summary>Collects findings in the order of the catalog.</summary>
internal sealed class FindingList
{
    private readonly List<Finding> _findings = [];

    /// <summary>What was found.</summary>
    public IReadOnlyList<Finding> All => _findings;

    /// <summary>Adds findings.</summary>
    public void Add(IEnumerable<Finding> findings) => _findings.AddRange(findings);

    /// <summary>Adds a finding.</summary>
    public void Add(string code, string table, string column, string message) => _findings.Add(new Finding(code, table, column, message));
}
