using Reprise.Core.Catalogs;

namespace Reprise.Core.Hazards;

/// <summary>References that nobody declared but names suggest: <c>company_id</c>, <c>id_company</c>, <c>fk_company</c> where a table <c>company</c> has a key of one column and the same family of types.</summary>
internal sealed class LikelyReferences
{
    private static readonly string[] Prefixes = ["id_", "fk_", "id", "fk"];
    private static readonly string[] Suffixes = ["_id", "_fk", "id", "_ref"];

    private readonly ILookup<string, Parent> _parents;

    /// <summary>References into the tables of a catalog.</summary>
    public LikelyReferences(SourceCatalog catalog)
    {
        var common = CommonPrefix(catalog);
        _parents = catalog.Tables
            .Select((table, place) => new Parent(table, table.PrimaryKey.Count == 1 ? table.Find(table.PrimaryKey[0]) : null, place))
            .Where(parent => parent.Key is not null)
            .ToLookup(parent => Singular(parent.Table.Name.ToLowerInvariant()[common.Length..]), StringComparer.Ordinal);
    }

    /// <summary>Questions about the likely references of a table.</summary>
    public IEnumerable<RelationQuestion> Of(SourceTable table)
    {
        var declared = table.ForeignKeys.SelectMany(key => key.Columns).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var column in table.Columns.Where(column => !declared.Contains(column.Name) && !(table.PrimaryKey.Count == 1 && table.PrimaryKey[0] == column.Name)))
        {
            if (ParentOf(column) is { } parent)
            {
                yield return RelationQuestion.About(HazardCodes.LikelyOrphan, table, [column.Name], parent, [parent.PrimaryKey[0]]);
            }
        }
    }

    private SourceTable? ParentOf(SourceColumn column) => Stems(column.Name.ToLowerInvariant())
        .Where(stem => stem.Length > 2)
        .SelectMany(stem => _parents[stem])
        .Where(parent => Family(parent.Key!) == Family(column))
        .MinBy(parent => parent.Place)?.Table;

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

    /// <summary>A table with a key of one column, and its place in the catalog.</summary>
    private sealed record Parent(SourceTable Table, SourceColumn? Key, int Place);
}
