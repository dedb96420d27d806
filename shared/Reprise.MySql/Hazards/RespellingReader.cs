using System.Globalization;
using System.Text;
using Reprise.Core.Runs;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Hazards;

/// <summary>Reads how references are spelled that find their parent only by the collation.</summary>
/// <remarks>Parents are looked up by references, as the foreign key does: the other way round, a parent longer than the column is cut before it is looked up in the column's index, and not found.</remarks>
internal sealed class RespellingReader(SourceSession session)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The spellings of a column, each with that of its parent. What PostgreSQL's text cannot hold, or the column not take, is left out.</summary>
    public async Task<IReadOnlyList<Respelling>> ReadAsync(string table, RespelledColumn column, CancellationToken cancellationToken)
    {
        var (child, parent) = ($"c.{Sql.Quote(column.Column)}", $"p.{Sql.Quote(column.ParentColumn)}");
        var fits = column.MaxLength == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" AND CHAR_LENGTH({parent}) <= {column.MaxLength}");
        var pairs = await session.QueryAsync(
            $"SELECT DISTINCT {Sql.Utf8(child)}, {Sql.Utf8(parent)} FROM {Sql.Quote(table)} AS c STRAIGHT_JOIN {Sql.Quote(column.Parent)} AS p ON {child} = {parent} WHERE CAST({child} AS BINARY) <> CAST({parent} AS BINARY){fits}",
            static reader => Pair(reader.GetFieldValue<byte[]>(0), reader.GetFieldValue<byte[]>(1)),
            $"comparing spellings of {column.Column} in {table}",
            cancellationToken);
        return [.. pairs.OfType<Respelling>()];
    }

    private static Respelling? Pair(byte[] from, byte[] to)
    {
        try
        {
            return from.Contains((byte)0) || to.Contains((byte)0) ? null : new Respelling(Strict.GetString(from), Strict.GetString(to));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
