using Reprise.Core.Columns;
using Reprise.Core.Mapping.Rows;

namespace Reprise.Core.Mapping.Staged;

/// <summary>The canonical source key. A key with a null in it identifies nothing: the row is held back.</summary>
internal sealed class StagedKey(SourceParts parts) : StagedColumn(new BatchColumn(StagingLayout.KeyColumn, new ColumnType(ValueKind.Text)))
{
    public override Column Fill(MappingContext context, ColumnBatch rows, Column own)
    {
        var keys = (VariableColumn)own;
        var source = parts.Of(context.Source);
        for (var row = 0; row < context.Source.RowCount; row++)
        {
            if (parts.IsEmpty)
            {
                context.Key.WriteOrdinal(context.Chunk, context.FirstRow + row);
            }
            else if (!context.Key.TryWrite(source, row))
            {
                keys.AppendNull();
                context.States.Exclude(row, string.Empty, Reasons.DuplicateKey);
                continue;
            }

            keys.Append(context.Key.Written);
        }

        return own;
    }
}
