using System.Globalization;
using Reprise.MySql.Catalogs;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Points;

/// <summary>The server's clock. Ours may differ from it, and is never compared with what the source wrote.</summary>
internal static class SourceClock
{
    /// <summary>Its time in UTC.</summary>
    public static async Task<DateTime> ReadAsync(SourceSession session, CancellationToken cancellationToken)
    {
        var times = await session.QueryAsync("SELECT CAST(UTC_TIMESTAMP(6) AS CHAR)", static reader => reader.Text(0), "asking for the source's clock", cancellationToken);
        return DateTime.ParseExact(times[0], "yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture, DateTimeStyles.None);
    }
}
