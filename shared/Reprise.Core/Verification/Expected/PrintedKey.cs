using System.Text;
using Reprise.Core.Catalogs;
using Reprise.Core.Mapping;

namespace Reprise.Core.Verification.Expected;

/// <summary>Canonical source keys of values as the source prints them, see <see cref="SourceKey"/>.</summary>
public static class PrintedKey
{
    /// <summary>One part of a key.</summary>
    /// <param name="table">Table of the column.</param>
    /// <param name="column">The column.</param>
    /// <param name="printed">The value as the source prints it.</param>
    /// <returns>Null where it stands for no value.</returns>
    public static string? Part(SourceTable table, SourceColumn column, ReadOnlySpan<byte> printed)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(column);
        CellRow source = new(), key = new();
        source.Append(printed);
        return new ExpectedKey([(0, SourceForms.Of(table, column))]).TryAppend(source, key) ? Encoding.UTF8.GetString(key[0]) : null;
    }
}
