using System.Globalization;
using Reprise.Core.Catalogs;
using Reprise.Core.Runs;
using Reprise.Core.Sync;
using Reprise.MySql.Catalogs;
using Reprise.MySql.Chunks;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Reading;

/// <summary>Has the server make a digest of the rows of a key range, so that rows which did not change need not be sent.</summary>
/// <remarks>
/// SHA-256 of each row's values, every one with its length before it, cut to 128 bits and combined by exclusive or, as pt-table-checksum does:
/// the order of rows does not matter, and the key makes rows differ. Values that may be large go in as their own hash, so that no row exceeds
/// max_allowed_packet; where one does all the same, or the server was built without SHA2, there is no digest.
/// </remarks>
internal sealed class RangeDigester(SourceSession session)
{
    /// <summary>Characters from which on a text goes in as its hash.</summary>
    private const int LongText = 1000;

    public async Task<RangeDigest> DigestAsync(SourceRead read, ChunkRange range, IReadOnlyList<string> columns, CancellationToken cancellationToken)
    {
        var parts = Key.Of(read).Parts;
        var source = new ReadSource(read);
        var values = string.Join(", ", columns.Select(name => Value(read.Table.Find(name)!, source.Expression(name))));
        var sql = $"""
            SELECT COUNT(*), COUNT(h),
                   LPAD(HEX(BIT_XOR(CAST(CONV(SUBSTRING(h, 1, 16), 16, 10) AS UNSIGNED))), 16, '0'),
                   LPAD(HEX(BIT_XOR(CAST(CONV(SUBSTRING(h, 17, 16), 16, 10) AS UNSIGNED))), 16, '0')
            FROM (SELECT SHA2(CONCAT_WS(',', {values}), 256) AS h FROM {source.From}{KeyPredicate.Where(parts, range)}) AS d
            """;
        var rows = await session.QueryAsync(
            sql,
            parameters =>
            {
                source.Bind(parameters);
                KeyPredicate.Bind(parameters, parts, range);
            },
            static reader => (Rows: reader.GetInt64(0), Hashed: reader.GetInt64(1), Digest: $"{reader.Text(2)}{reader.Text(3)}"),
            $"comparing table {read.Table.Name} with what was read before",
            cancellationToken);
        var (count, hashed, digest) = rows[0];
        return new RangeDigest(range, count, hashed == count ? digest : null);
    }

    private static string Value(SourceColumn column, string value)
    {
        var printed = IsLong(column) ? $"SHA2({TextReader.Printed(column, value)}, 256)" : TextReader.Printed(column, value);
        return string.Create(CultureInfo.InvariantCulture, $"IF({value} IS NULL, 'N', CONCAT(OCTET_LENGTH({printed}), ':', {printed}))");
    }

    private static bool IsLong(SourceColumn column) => Families.Of(column) switch
    {
        // MySQL refuses a vector in CONCAT.
        Family.Binary when column.DataType == "vector" => true,
        Family.Text or Family.Binary => column.Length is null or > LongText,
        Family.Geometry => true,
        Family.Other => column.DataType == "json",
        _ => false,
    };
}
