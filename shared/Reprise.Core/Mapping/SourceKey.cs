using System.Globalization;
using System.Text;
using Reprise.Core.Columns;

namespace Reprise.Core.Mapping;

/// <summary>The canonical text of a source key, by which crosswalk, quarantine and lineage know a row: values joined by U+001F.</summary>
public static class SourceKey
{
    /// <summary>Between the values of a composite key: a control character that no key of a business table holds.</summary>
    public const char Separator = '\u001f';

    /// <summary>The key of a row that has none: its chunk and ordinal in the snapshot, such as <c>#3:1041</c>.</summary>
    public static string Ordinal(int chunk, long row) => string.Create(CultureInfo.InvariantCulture, $"#{chunk}:{row}");

    /// <summary>Writes the key of a row into <paramref name="key"/>.</summary>
    /// <returns>False when a part is null, so that there is no key (or, for a reference, nothing referred to).</returns>
    public static bool TryWrite(IReadOnlyList<Column> parts, int row, StringBuilder key)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(key);
        key.Clear();
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].IsNull(row))
            {
                return false;
            }

            if (i > 0)
            {
                key.Append(Separator);
            }

            Append(parts[i], row, key);
        }

        return true;
    }

    private static void Append(Column part, int row, StringBuilder key)
    {
        switch (part)
        {
            case FixedColumn { Type.Kind: ValueKind.UInt64 } column:
                key.Append(CultureInfo.InvariantCulture, $"{(ulong)column.Values[row]}");
                break;
            case FixedColumn { Type.Kind: ValueKind.Float32 or ValueKind.Float64 } column:
                key.Append(CultureInfo.InvariantCulture, $"{column.Doubles[row]:R}");
                break;
            case FixedColumn column:
                key.Append(CultureInfo.InvariantCulture, $"{column.Values[row]}");
                break;
            case VariableColumn { Type.Kind: ValueKind.Binary or ValueKind.Uuid } column:
                key.Append(Convert.ToHexStringLower(column[row]));
                break;
            case VariableColumn column:
                // Keys become PostgreSQL text, which cannot hold U+0000.
                key.Append(Encoding.UTF8.GetString(column[row]).Replace('\0', '\u2400'));
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
