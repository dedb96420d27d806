using Reprise.Core.Catalogs;
using Reprise.Core.Mapping.Types;

namespace Reprise.Core.Mapping.Replicate;

/// <summary>Secondary indexes as PostgreSQL indexes.</summary>
/// <param name="relations">Names of tables, indexes and sequences, which share one space in a schema.</param>
/// <param name="findings">Where to say what is lost.</param>
internal sealed class IndexTranslator(NameAllocator relations, FindingList findings)
{
    /// <summary>Indexes of a table. An index that cannot be carried is a finding.</summary>
    public IReadOnlyList<IndexDefinition> Translate(ReplicaTable table) =>
        [.. table.Source.Indexes.Select(index => Translate(table, index)).OfType<IndexDefinition>()];

    private IndexDefinition? Translate(ReplicaTable table, SourceIndex index)
    {
        if (index.Kind is not ("BTREE" or "HASH"))
        {
            findings.Add(FindingCodes.IndexNotCarried, table.Source.Name, string.Empty, $"The {index.Kind} index '{index.Name}' is not carried.");
            return null;
        }

        var parts = index.Parts.Select(part => Part(table, part)).ToList();
        if (parts.Contains(null))
        {
            findings.Add(FindingCodes.IndexNotCarried, table.Source.Name, string.Empty, $"The index '{index.Name}' is not carried: PostgreSQL cannot index one of its parts in the same way.");
            return null;
        }

        if (index.IsUnique && index.Parts.Any(part => part.Column is not null && table.Source.Find(part.Column) is { } column && ReplicaTypes.IgnoresCase(column)))
        {
            findings.Add(
                FindingCodes.CaseInsensitiveUnique,
                table.Source.Name,
                string.Empty,
                $"The unique index '{index.Name}' tells values apart that MySQL took for equal: those that differ only by case, accents or spaces at the end.");
        }

        return new IndexDefinition(relations.Take($"{table.Name}_{index.Name}"), index.IsUnique, [.. parts.OfType<string>()]);
    }

    private static string? Part(ReplicaTable table, SourceIndexPart part)
    {
        var expression = part.Column is null ? OfExpression(table, part.Expression ?? string.Empty) : OfColumn(table, part.Column, part.PrefixLength);
        return expression is not null && part.IsDescending ? $"{expression} DESC" : expression;
    }

    private static string? OfColumn(ReplicaTable table, string name, int? prefix)
    {
        if (table.Source.Find(name) is not { } source || table.Columns[source.Name] is not { } column || !ReplicaTypes.CanBeIndexed(column.Type))
        {
            return null;
        }

        // The prefix counts stored bytes, which the first characters of well-known text do not stand for: geometries that differ would be equal.
        if (prefix is not null && SourceTypes.IsGeometry(source.DataType) && ReplicaTypes.IsText(column.Type))
        {
            return null;
        }

        var quoted = PgSql.Quote(column.Name);
        return (prefix, column.Type.Kind) switch
        {
            ({ } length, PgKind.Text or PgKind.Varchar) => $"(left({quoted}, {length}))",
            ({ } length, PgKind.Bytea) => $"(substring({quoted} FROM 1 FOR {length}))",

            // MariaDB indexes whole long values by a hash of its own; a B-tree entry of PostgreSQL ends at 2704 bytes.
            (null, PgKind.Text) when SourceTypes.IsLongText(source.DataType) => $"(md5({quoted}))",
            (null, PgKind.Bytea) when source.DataType.EndsWith("blob", StringComparison.Ordinal) => $"(md5({quoted}))",
            _ => quoted,
        };
    }

    /// <summary>Translates <c>lower(`column`)</c> and <c>upper(`column`)</c>.</summary>
    private static string? OfExpression(ReplicaTable table, string expression)
    {
        var tokens = MySqlTokens.Read(expression).Where(token => token is not { Kind: MySqlTokenKind.Symbol, Text: "(" or ")" }).ToList();
        return tokens is [{ Kind: MySqlTokenKind.Word } function, { Kind: MySqlTokenKind.Name } name]
            && function.Text.ToLowerInvariant() is "lower" or "upper"
            && table.Find(name.Text) is { } column
            && ReplicaTypes.IsText(column.Type)
            ? $"({tokens[0].Text.ToLowerInvariant()}({PgSql.Quote(column.Name)}))"
            : null;
    }
}
