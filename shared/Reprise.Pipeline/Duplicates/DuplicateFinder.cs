using Reprise.Core.Plans;
using Reprise.Core.Ports;

namespace Reprise.Pipeline.Duplicates;

/// <summary>Finds duplicates by the library of record linkage.</summary>
public sealed class DuplicateFinder : IDuplicateFinder
{
    /// <inheritdoc/>
    public IDuplicateSearch Begin(DuplicateRule rule) => new DuplicateSearch(rule);
}
