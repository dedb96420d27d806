using Reprise.Core.Columns;

namespace Reprise.Core.Mapping.Converters;

/// <summary>Types that agree, with values of which none can go wrong: the source column itself, unless its nulls have to be replaced.</summary>
internal sealed class IdentityConverter(ColumnType output) : ColumnConverter(output)
{
    private readonly ColumnConverter _copy = output.IsFixed
        ? new WordConverter<Unchanged>(output, default)
        : new BytesConverter<ToBytes>(output, default);

    public override bool CanHandOn(Column source) => true;

    public override void Convert(Column source, Column target, CellSink sink) => _copy.Convert(source, target, sink);
}
