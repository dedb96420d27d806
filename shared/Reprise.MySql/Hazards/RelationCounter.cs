using Reprise.Core.Hazards;
using Reprise.Core.Mapping.Masking;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Hazards;

/// <summary>Counts rows without a parent, and values that only a collation holds together. Samples leave it masked.</summary>
internal sealed class RelationCounter(SourceSession session)
{
    private const int MaxSamples = 3;

    /// <summary>Answers a question.</summary>
    public async Task<RelationAnswer> AnswerAsync(RelationQuestion question, CancellationToken cancellationToken)
    {
        var rows = Rows(question);
        var work = $"counting {question.Code} in {question.Table}";
        var counts = await session.QueryAsync($"SELECT COUNT(*) FROM ({rows}) AS found", static reader => reader.GetInt64(0), work, cancellationToken);
        var samples = counts[0] == 0
            ? []
            : await session.QueryAsync(
                $"SELECT DISTINCT sample FROM ({rows}) AS found WHERE sample IS NOT NULL LIMIT {MaxSamples}",
                static reader => ValueMask.Mask(reader.GetFieldValue<byte[]>(0)),
                work,
                cancellationToken);
        return new RelationAnswer(counts[0], [.. samples.Distinct()]);
    }

    private static string Rows(RelationQuestion question) => question.Code switch
    {
        HazardCodes.EqualByCollation => Spellings(Sql.Quote(question.Table), Sql.Quote(question.Columns[0])),
        HazardCodes.ReferenceByCollation => Respelled(question),
        _ => Orphans(question),
    };

    private static string Orphans(RelationQuestion question) =>
        $"SELECT {Sql.Utf8($"c.{Sql.Quote(question.Columns[0])}")} AS sample FROM {Sql.Quote(question.Table)} AS c LEFT JOIN {Sql.Quote(question.Parent)} AS p ON {Pairs(question, "{0} = {1}", " AND ")} "
        + $"WHERE p.{Sql.Quote(question.ParentColumns[0])} IS NULL AND {string.Join(" AND ", question.Columns.Select(static column => $"c.{Sql.Quote(column)} IS NOT NULL"))}";

    /// <summary>References that join but are spelled otherwise.</summary>
    private static string Respelled(RelationQuestion question) =>
        $"SELECT {Sql.Utf8($"c.{Sql.Quote(question.Columns[0])}")} AS sample FROM {Sql.Quote(question.Table)} AS c JOIN {Sql.Quote(question.Parent)} AS p ON {Pairs(question, "{0} = {1}", " AND ")} "
        + $"WHERE {Pairs(question, "CAST({0} AS BINARY) <> CAST({1} AS BINARY)", " OR ")}";

    /// <summary>One row for each value with several spellings.</summary>
    private static string Spellings(string table, string column) =>
        $"SELECT {Sql.Utf8($"MIN({column})")} AS sample FROM {table} WHERE {column} IS NOT NULL GROUP BY {column} HAVING COUNT(DISTINCT CAST({column} AS BINARY)) > 1";

    private static string Pairs(RelationQuestion question, string form, string joint) => string.Join(joint, question.Columns.Zip(question.ParentColumns).Select((pair, i) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Own(pair.First, question.Collations.ElementAtOrDefault(i)), $"p.{Sql.Quote(pair.Second)}")));

    /// <summary>The referring column, in the parent's collation where it has another one: so that the parent is still found by its index.</summary>
    private static string Own(string column, string? collation) => collation is null
        ? $"c.{Sql.Quote(column)}"
        : $"CONVERT(c.{Sql.Quote(column)} USING {Sql.Charset(collation.Split('_')[0])}) COLLATE {Sql.Charset(collation)}";
}
