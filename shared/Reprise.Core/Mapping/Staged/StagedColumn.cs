using Reprise.Core.Columns;
using Reprise.Core.Mapping.Rows;

namespace Reprise.Core.Mapping.Staged;

/// <summary>Fills one column of the staging layout, batch after batch.</summary>
internal abstract class StagedColumn(BatchColumn shape)
{
    /// <summary>Name in the staging table and type of the values.</summary>
    public BatchColumn Shape => shape;

    /// <summary>The column for a batch: <paramref name="own"/>, filled, or one of the source's.</summary>
    /// <param name="context">The batch.</param>
    /// <param name="rows">Columns that are already filled, those before this one.</param>
    /// <param name="own">An empty column of the right type.</param>
    public abstract Column Fill(MappingContext context, ColumnBatch rows, Column own);

    /// <summary>Adds what was changed in rows that are not held back.</summary>
    /// <param name="context">The batch, with all columns filled.</param>
    /// <param name="filled">What <see cref="Fill"/> gave.</param>
    /// <param name="coercions">Where to add.</param>
    public virtual void Report(MappingContext context, Column filled, List<Coercion> coercions)
    {
    }
}
