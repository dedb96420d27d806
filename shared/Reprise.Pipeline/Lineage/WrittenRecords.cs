using Reprise.Core.Ports;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Lineage;

/// <summary>Records of mapped plans as they are now, and whether they still say what a run wrote.</summary>
internal sealed class WrittenRecords(ITargetRecords records)
{
    /// <summary>Reads a record.</summary>
    /// <param name="makers">Table plans that may have made it: the columns of the one that did have the hash that the crosswalk knows.</param>
    /// <param name="id">Its id.</param>
    /// <param name="written">That hash; null = there is none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when it is not there.</returns>
    public async Task<FoundRecordContent?> ReadAsync(IReadOnlyList<RunTable> makers, string id, Guid? written, CancellationToken cancellationToken)
    {
        FoundRecordContent? content = null;
        foreach (var maker in makers)
        {
            content = await records.ReadAsync(maker, id, cancellationToken);
            if (content is null || content.Hash == written)
            {
                return content;
            }
        }

        return content;
    }
}
