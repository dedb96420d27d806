using System.Runtime.CompilerServices;
using Reprise.Core.Columns;
using Reprise.Core.Mapping;
using Reprise.Core.Ports;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Snapshots;

/// <summary>Reads chunks of a snapshot and maps them.</summary>
internal sealed class SnapshotReader(ISnapshotStore store)
{
    /// <summary>Maps the rows of one chunk, batch by batch. The receiver disposes each batch.</summary>
    public async IAsyncEnumerable<MappedBatch> MapAsync(
        DataKey key,
        Chunk chunk,
        ColumnBatchPool pool,
        TableMapper mapper,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long row = 0;
        foreach (var part in chunk.Parts)
        {
            await foreach (var batch in store.ReadPartAsync(key, part, pool, cancellationToken))
            {
                using (batch)
                {
                    var rows = batch.RowCount;
                    yield return mapper.Map(batch, chunk.Range.Number, row);
                    row += rows;
                }
            }
        }
    }
}
