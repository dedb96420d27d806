using System.Globalization;
using System.Text;
using Reprise.Core.Columns;

namespace Reprise.MySql.Tests.Servers;

/// <summary>Cells as text, so that a test states what it expects on one line.</summary>
internal static class Show
{
    /// <summary>The cells of one column; null for nulls, and <c>!Reason:original</c> for what did not fit.</summary>
    public static IEnumerable<string?> Column(ColumnBatch batch, int column)
    {
        for (var row = 0; row < batch.RowCount; row++)
        {
            var at = row;
            var unfit = batch.Unfit.Where(value => value.Row == at && value.Column == column).ToList();
            yield return unfit.Count > 0
                ? $"!{unfit.Single().Reason}:{Encoding.Latin1.GetString(unfit.Single().Original.Span)}"
                : batch.Columns[column].IsNull(row) ? null : Cell(batch.Columns[column], row);
        }
    }

    /// <summary>The cells of each row.</summary>
    public static IEnumerable<string> Rows(ColumnBatch batch)
    {
        var columns = batch.Columns.Select((_, ordinal) => Column(batch, ordinal).ToList()).ToList();
        return Enumerable.Range(0, batch.RowCount).Select(row => string.Join('|', columns.Select(column => column[row] ?? "null")));
    }

    private static string Cell(Column column, int row) => column switch
    {
        FixedColumn { Type.Kind: ValueKind.UInt64 or ValueKind.Bits } words => unchecked((ulong)words.Values[row]).ToString(CultureInfo.InvariantCulture),
        FixedColumn { Type.Kind: ValueKind.Float32 or ValueKind.Float64 } words => words.Doubles[row].ToString("R", CultureInfo.InvariantCulture),
        FixedColumn words => words.Values[row].ToString(CultureInfo.InvariantCulture),
        VariableColumn { Type.Kind: ValueKind.Binary or ValueKind.Uuid } bytes => Convert.ToHexStringLower(bytes[row]),
        VariableColumn bytes => Encoding.UTF8.GetString(bytes[row]),
        _ => throw new InvalidOperationException(),
    };
}
