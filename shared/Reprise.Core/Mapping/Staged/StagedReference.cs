using Reprise.Core.Columns;
using Reprise.Core.Mapping.Rows;

namespace Reprise.Core.Mapping.Staged;

/// <summary>The parent's canonical source key. A reference with a null in it refers to nothing.</summary>
internal sealed class StagedReference(string column, SourceParts parts, bool isNullable)
    : StagedColumn(new BatchColumn(StagingLayout.ReferencePrefix + column, new ColumnType(ValueKind.Text)))
{
    public override Column Fill(MappingContext context, ColumnBatch rows, Column own)
    {
        var keys = (VariableColumn)own;
        var source = parts.Of(context.Source);
        for (var row = 0; row < context.Source.RowCount; row++)
        {
            if (context.Key.TryWrite(source, row))
            {
                keys.Append(context.Key.Written);
                continue;
            }

            keys.AppendNull();
            if (!isNullable)
            {
                context.States.Exclude(row, column, Reasons.NotNull);
            }
        }

        return own;
    }
}
