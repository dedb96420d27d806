using Reprise.Core.Columns;
using Reprise.Core.Mapping.Converters;
using Reprise.Core.Mapping.Rows;

namespace Reprise.Core.Mapping.Staged;

/// <summary>The same value in every row; null = NULL.</summary>
internal sealed class StagedConstant(string name, ColumnType type, Literal? value) : StagedColumn(new BatchColumn(name, type))
{
    public override Column Fill(MappingContext context, ColumnBatch rows, Column own)
    {
        for (var row = 0; row < context.Source.RowCount; row++)
        {
            if (value is null)
            {
                own.AppendNull();
            }
            else
            {
                value.AppendTo(own);
            }
        }

        return own;
    }
}
