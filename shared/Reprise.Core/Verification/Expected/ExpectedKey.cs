using System.Text;
using Reprise.Core.Mapping;

namespace Reprise.Core.Verification.Expected;

/// <summary>The canonical source key of a row, see <see cref="SourceKey"/>, from the texts of its columns.</summary>
/// <param name="Parts">Place and form of each column.</param>
internal sealed record ExpectedKey(IReadOnlyList<(int Ordinal, SourceForm Form)> Parts)
{
    /// <summary>What takes the place of U+0000 in text.</summary>
    public string Nul { get; init; } = "\u2400";

    /// <summary>The key as text; null where a part is null or stands for no value.</summary>
    public string? Of(CellRow source)
    {
        var row = new CellRow();
        return TryAppend(source, row) ? Encoding.UTF8.GetString(row[0]) : null;
    }

    /// <summary>Appends the key.</summary>
    /// <returns>False, and nothing appended, when a part is null or stands for no value.</returns>
    public bool TryAppend(CellRow source, CellRow row)
    {
        var key = new List<byte>();
        for (var i = 0; i < Parts.Count; i++)
        {
            if (i > 0)
            {
                key.Add((byte)SourceKey.Separator);
            }

            var (ordinal, form) = Parts[i];
            if (source.IsNull(ordinal) || !TryAppend(form, source[ordinal], key))
            {
                return false;
            }
        }

        row.Append(key.ToArray());
        return true;
    }

    private bool TryAppend(SourceForm form, ReadOnlySpan<byte> text, List<byte> key)
    {
        var cell = new CellRow();
        var reading = form switch
        {
            SourceForm.Integer or SourceForm.Year or SourceForm.Bits => IntegerForm.Append(text, Int128.MinValue, Int128.MaxValue, cell),
            SourceForm.Decimal => DecimalForm.Append(text, precision: 0, scale: 0, cell),
            SourceForm.Float32 or SourceForm.Float64 => FloatForm.Append(text, form == SourceForm.Float32, cell),
            SourceForm.Date => MomentForm.AppendDay(text, isStrict: false, cell),
            SourceForm.DateTime or SourceForm.Timestamp => MomentForm.Append(text, digits: 6, form == SourceForm.Timestamp, isStrict: false, cell),
            SourceForm.Time => MomentForm.AppendTrimmed(text, cell),
            SourceForm.Uuid => Plain(Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(text).Replace("-", string.Empty, StringComparison.Ordinal)), cell),
            SourceForm.Binary or SourceForm.Geometry => Plain(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(text)), cell),
            _ => Plain(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text).Replace("\0", Nul, StringComparison.Ordinal)), cell),
        };
        key.AddRange(cell.Count > 0 ? cell[0] : []);
        return reading == Reading.Value;
    }

    private static Reading Plain(ReadOnlySpan<byte> digits, CellRow cell)
    {
        cell.Append(digits);
        return Reading.Value;
    }
}
