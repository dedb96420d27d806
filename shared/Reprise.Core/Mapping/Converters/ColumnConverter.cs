using Reprise.Core.Columns;

namespace Reprise.Core.Mapping.Converters;

/// <summary>Converts whole columns from one type to one other. Stateless: one instance serves all batches.</summary>
internal abstract class ColumnConverter(ColumnType output)
{
    /// <summary>Type of the converted column.</summary>
    public ColumnType Output => output;

    /// <summary>True when the column may be handed on by reference: it has the form of the target, and every value of it passes as it is.</summary>
    public abstract bool CanHandOn(Column source);

    /// <summary>Appends one value, null or replacement per row of <paramref name="source"/> to <paramref name="target"/>, which is of <see cref="Output"/>'s type and empty.</summary>
    public abstract void Convert(Column source, Column target, CellSink sink);

    /// <summary>True when values of one type are stored as values of the other: signed integers in any width count as the same, since all are 64-bit words.</summary>
    protected static bool IsSameForm(ColumnType source, ColumnType target) =>
        source.IsFixed == target.IsFixed
        && (source.Kind == target.Kind ? source.Scale == target.Scale : Family(source.Kind) is { } family && family == Family(target.Kind));

    private static int? Family(ValueKind kind) => kind switch
    {
        ValueKind.Int16 or ValueKind.Int32 or ValueKind.Int64 => 1,
        ValueKind.Float32 or ValueKind.Float64 => 2,
        _ => null,
    };
}
