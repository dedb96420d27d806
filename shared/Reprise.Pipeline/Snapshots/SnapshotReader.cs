using System.Runtime.CompilerServices;
using Reprise.Core.Columns;
using Reprise.Core.Corrections;
using Reprise.Core.Mapping;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Core.Verification;

namespace Reprise.Pipeline.Snapshots;

/// <summary>Reads chunks of a snapshot and maps them.</summary>
internal sealed class SnapshotReader(ISnapshotStore store)
{
    /// <summary>All rows of a table as the texts that the source would print. The row is reused.</summary>
    public async IAsyncEnumerable<CellRow> ReadTextAsync(DataKey key, SourceRead read, IReadOnlyList<Chunk> chunks, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pool = new ColumnBatchPool(read.Columns);
        var texts = new SnapshotText(read);
        var row = new CellRow();
        foreach (var part in chunks.SelectMany(chunk => chunk.Parts))
        {
            await foreach (var batch in store.ReadPartAsync(key, part, pool, cancellationToken))
            {
                using (batch)
                {
                    texts.Begin();
                    for (var i = 0; i < batch.RowCount; i++)
                    {
                        texts.Fill(batch, i, row);
                        yield return row;
                    }
                }
            }
        }
    }

    /// <summary>The rows of a table that a finder looks for.</summary>
    public async IAsyncEnumerable<SourceRow> FindAsync(DataKey key, SourceRead read, IReadOnlyList<Chunk> chunks, SourceRowFinder finder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pool = new ColumnBatchPool(read.Columns);
        foreach (var chunk in chunks)
        {
            long row = 0;
            foreach (var part in chunk.Parts)
            {
                await foreach (var batch in store.ReadPartAsync(key, part, pool, cancellationToken))
                {
                    using (batch)
                    {
                        foreach (var found in finder.Find(batch, chunk.Range.Number, row))
                        {
                            yield return found;
                        }

                        row += batch.RowCount;
                    }
                }
            }
        }
    }

    /// <summary>Maps the rows of one chunk, batch by batch, and seals what the ledger is to keep of them. The receiver disposes each batch.</summary>
    public async IAsyncEnumerable<MappedBatch> MapAsync(
        DataKey key,
        Chunk chunk,
        ColumnBatchPool pool,
        TableMapper mapper,
        BatchCorrector? corrector,
        Func<ReadOnlyMemory<byte>, byte[]> seal,
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
                    using var corrected = corrector?.Apply(batch, chunk.Range.Number, row);
                    var mapped = mapper.Map(corrected?.Rows ?? batch, chunk.Range.Number, row, corrected?.Dismissed);
                    if (corrected is not null)
                    {
                        mapped.RecordCorrections(corrected);
                    }

                    mapped.Seal(seal);
                    yield return mapped;
                    row += rows;
                }
            }
        }
    }
}
