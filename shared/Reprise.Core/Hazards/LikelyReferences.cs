using Reprise.Core.Catalogs;

namespace Reprise.Core.Hazards;

/// <summary>References that nobody declared but names suggest: <c>company_id</c>, <c>id_company</c>, <c>fk_company</c> where a table <c>company</c> has a key of one column and the same family of types.</summary>
internal static class LikelyReferences
{
    private static readonly string[] Prefixes = ["id_", "fk_", "id", "fk"];
    private static readonly string[] Suffixes = ["_id", "_fk", "id", "_ref"];

    /// <summary>Questions about the likely references of a table.</summary>
    public static IEnumerable<RelationQuestion> Of(SourceCatalog catalog, SourceTable table)
    {
        var declared = table.ForeignKeys.SelectMany(key => key.Columns).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var common = CommonPrefix(catalog);
        foreach (var column in table.Columns.Where(column => !declared.Contains(column.Name) && !(table.PrimaryKey.Count == 1 && table.PrimaryKey[0] == column.Name)))
        {
            if (ParentOf(catalog, column, common) is { } parent)
            {
                yield return new RelationQuestion(HazardCodes.LikelyOrphan, table.Name, [column.Name], parent.Name, [parent.PrimaryKey[0]]);
            }
        }
    }

    private static SourceTable? ParentOf(SourceCatalog catalog, SourceColumn column, string common)
    {
        var stems = Stems(column.Name.ToLowerInvariant()).Where(stem => stem.Length > 2).ToHashSet(StringComparer.Ordinal);
        return catalog.Tables.FirstOrDefault(table => table.PrimaryKey.Count == 1
            && table.Find(table.PrimaryKey[0]) is { } key
            && Family(key) == Family(column)
            && stems.Contains(Singular(table.Name.ToLowerInvariant()[common.Length..])));
    }

    private static IEnumerable<string> Stems(string name)
    {
        foreach (var prefix in Prefixes.Where(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            yield return Singular(name[prefix.Length..]);
        }

        foreach (var suffix in Suffixes.Where(suffix => name.EndsWith(suffix, StringComparison.Ordinal)))
        {
            yield return Singular(name[..^suffix.Length]);
        }
    }

    private static string Singular(string name) => name.TrimEnd('_').EndsWith('s') ? name.TrimEnd('_')[..^1] : name.TrimEnd('_');

    /// <summary>What all tables' names begin with, up to an underscore: <c>llx_</c>.</summary>
    private static string CommonPrefix(SourceCatalog catalog)
    {
        var first = catalog.Tables.Select(table => table.Name.ToLowerInvariant()).FirstOrDefault() ?? string.Empty;
        var end = first.IndexOf('_', StringComparison.Ordinal) + 1;
        return end > 0 && catalog.Tables.Count > 1 && catalog.Tables.All(table => table.Name.StartsWith(first[..end], StringComparison.OrdinalIgnoreCase)) ? first[..end] : string.Empty;
    }

    private static string Family(SourceColumn column) => column.DataType switch
    {
        "tinyint" or "smallint" or "mediumint" or "int" or "bigint" => "integer",
        "char" or "varchar" => "text",
        var type => type,
    };
}
