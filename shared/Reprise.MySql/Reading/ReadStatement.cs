using System.Globalization;
using Reprise.Core.Runs;
using Reprise.MySql.Chunks;

namespace Reprise.MySql.Reading;

/// <summary>The SELECT of one chunk and the cells that take its columns.</summary>
/// <param name="Text">SQL; bounds are parameters.</param>
/// <param name="Cells">One per column, in order.</param>
/// <param name="Rows">Which rows, with the values of its parameters.</param>
/// <param name="Source">What is selected from.</param>
internal sealed record ReadStatement(string Text, Cell[] Cells, RowPredicate Rows, ReadSource Source)
{
    /// <summary>The statement for a chunk. Columns are always listed: <c>*</c> leaves out invisible ones.</summary>
    /// <exception cref="InvalidOperationException">The read asks for what cannot be read.</exception>
    public static ReadStatement For(SourceRead read, ChunkRange chunk)
    {
        var key = Key.Of(read);
        if (key.Parts.Count == 0 && (chunk.From ?? chunk.To) is not null)
        {
            throw new InvalidOperationException($"Table {read.Table.Name} has no key to cut by, so its only chunk is open.");
        }

        var orderBy = key.OrderBy.Length == 0 ? string.Empty : $" ORDER BY {key.OrderBy}";
        var rows = RowPredicate.Of(read, key.Parts, chunk);
        return Of(read, $"{rows.Where}{orderBy}", rows);
    }

    /// <summary>The statement for rows that satisfy conditions.</summary>
    /// <param name="read">How the table is read.</param>
    /// <param name="conditions">SQL; values are parameters that the caller binds.</param>
    /// <param name="most">Most rows.</param>
    public static ReadStatement For(SourceRead read, IEnumerable<string> conditions, int most) =>
        Of(read, string.Create(CultureInfo.InvariantCulture, $" WHERE {string.Join(" AND ", conditions)} LIMIT {most}"), RowPredicate.All);

    private static ReadStatement Of(SourceRead read, string rest, RowPredicate rows)
    {
        var source = new ReadSource(read);
        var columns = read.Columns.Select(column => ColumnRead.For(
            read.Table.Find(column.Name) ?? throw new InvalidOperationException($"Table {read.Table.Name} has no column {column.Name}; planning let it through."),
            source.Expression(column.Name),
            column.Type)).ToList();
        return new ReadStatement(
            $"SELECT {string.Join(", ", columns.Select(static column => column.Select))} FROM {source.From}{rest}",
            [.. columns.Select(static (column, ordinal) => column.Create(ordinal))],
            rows,
            source);
    }
}
