using Reprise.Core.Columns;
using Reprise.Core.Mapping.Converters;
using Reprise.Core.Mapping.Rows;

namespace Reprise.Core.Mapping.Staged;

/// <summary>The record's id, made of the key in the column before it.</summary>
internal sealed class StagedId(string name, ColumnConverter converter, RecordId ids) : StagedColumn(new BatchColumn(name, converter.Output))
{
    private readonly VariableColumn _made = new(name, Outputs.Uuid);
    private readonly CellSink _sink = new(name, Outputs.Uuid, isNullable: true, otherwise: null);

    public override Column Fill(MappingContext context, ColumnBatch rows, Column own)
    {
        var keys = (VariableColumn)rows.Columns[0];
        if (converter.Output.Kind == ValueKind.Uuid)
        {
            Make(keys, (VariableColumn)own);
            return own;
        }

        _made.Reset();
        Make(keys, _made);
        _sink.Begin(own, context.States, [], []);
        converter.Convert(_made, own, _sink);
        return own;
    }

    private void Make(VariableColumn keys, VariableColumn target)
    {
        for (var row = 0; row < keys.Count; row++)
        {
            if (keys.IsNull(row))
            {
                target.AppendNull();
                continue;
            }

            ids.Write(keys[row], target.Reserve(RecordId.Length));
            target.Commit(RecordId.Length);
        }
    }
}
