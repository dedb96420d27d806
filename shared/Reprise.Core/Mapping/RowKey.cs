using Reprise.Core.Catalogs;

namespace Reprise.Core.Mapping;

/// <summary>Which columns identify a row of a source table.</summary>
public static class RowKey
{
    /// <summary>The primary key; else the smallest unique index over whole NOT NULL columns; else empty.</summary>
    public static IReadOnlyList<string> Of(SourceTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.PrimaryKey.Count > 0
            ? table.PrimaryKey
            : table.Indexes
                .Where(index => index.IsUnique && index.Parts.All(part => part is { Column: not null, PrefixLength: null } && table.Find(part.Column) is { IsNullable: false }))
                .OrderBy(index => index.Parts.Count)
                .Select(index => index.Parts.Select(part => part.Column!).ToList())
                .FirstOrDefault() ?? [];
    }
}
