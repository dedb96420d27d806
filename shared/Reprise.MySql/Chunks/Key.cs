using Reprise.Core.Runs;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Chunks;

/// <summary>The key of a table as far as it can be read in order and cut.</summary>
/// <param name="OrderBy">Quoted columns that rows are ordered by, with the table's name: an output column of the same name would sort by its own collation.</param>
/// <param name="Parts">The parts in order; empty when there is no key or a part cannot be cut by.</param>
internal sealed record Key(string OrderBy, IReadOnlyList<KeyPart> Parts)
{
    /// <summary>The key of a read.</summary>
    public static Key Of(SourceRead read)
    {
        var columns = read.Key.Select(name => read.Table.Find(name)).ToList();
        if (columns.Contains(null))
        {
            return new Key(string.Empty, []);
        }

        var orderBy = string.Join(", ", columns.Select(column => $"{Sql.Quote(read.Table.Name)}.{Sql.Quote(column!.Name)}"));
        var parts = columns.Select(column => KeyPart.For(read.Table.Name, column!)).ToList();
        return new Key(orderBy, parts.Contains(null) ? [] : [.. parts.OfType<KeyPart>()]);
    }
}
