using Reprise.Core.Columns;

namespace Reprise.Postgres.Copy;

/// <summary>numeric from a word: an unscaled decimal, a signed or an unsigned integer.</summary>
internal sealed class NumericEncoder(ColumnType from) : ColumnEncoder
{
    private readonly int _scale = from.Kind == ValueKind.Decimal ? from.Scale : 0;
    private readonly bool _isUnsigned = from.Kind == ValueKind.UInt64;
    private FixedColumn? _column;

    public override void Bind(Column column) => _column = (FixedColumn)column;

    public override void Write(int row, CopyBuffer buffer)
    {
        var value = _column!.Values[row];
        var isNegative = value < 0 && !_isUnsigned;
        NumericFormat.Write(buffer, isNegative, isNegative ? (ulong)-value : (ulong)value, _scale);
    }
}
