using System.Globalization;

namespace Reprise.MySql.Connections;

/// <summary>Product and version of a server, from <c>SELECT VERSION()</c>.</summary>
/// <param name="IsMariaDb">True for MariaDB; MySQL, Percona and Aurora are false.</param>
/// <param name="Number">Major, minor and patch.</param>
internal sealed record ServerVersion(bool IsMariaDb, Version Number)
{
    // MariaDB once prefixed its version so that MySQL replicas would accept it: https://mariadb.com/kb/en/version/
    private const string ReplicationPrefix = "5.5.5-";

    private static readonly Version OldestMariaDb = new(10, 0, 0);
    private static readonly Version OldestMySql = new(5, 7, 0);

    /// <summary>Versions that Reprise is made for, as a person would say it.</summary>
    public const string Supported = "MySQL 5.7, 8 and 9, and MariaDB 10 and later";

    /// <summary>True when the version is old enough to lack what Reprise needs.</summary>
    public bool IsSupported => Number >= (IsMariaDb ? OldestMariaDb : OldestMySql);

    /// <summary>Parses <c>10.11.19-MariaDB-log</c>, <c>8.0.39</c> or <c>5.7.mysql_aurora.2.11.1</c>.</summary>
    public static ServerVersion Parse(string text)
    {
        var isMariaDb = text.Contains("mariadb", StringComparison.OrdinalIgnoreCase);
        var digits = isMariaDb && text.StartsWith(ReplicationPrefix, StringComparison.Ordinal) ? text[ReplicationPrefix.Length..] : text;
        Span<int> parts = [0, 0, 0];
        var rest = digits.AsSpan();
        for (var i = 0; i < parts.Length; i++)
        {
            var end = rest.IndexOfAnyExceptInRange('0', '9');
            var part = end < 0 ? rest : rest[..end];
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out parts[i]) || end < 0 || rest[end] != '.')
            {
                break;
            }

            rest = rest[(end + 1)..];
        }

        return new ServerVersion(isMariaDb, new Version(parts[0], parts[1], parts[2]));
    }

    /// <summary>True from that version of MariaDB on.</summary>
    public bool IsMariaDbFrom(int major, int minor, int patch = 0) => IsMariaDb && Number >= new Version(major, minor, patch);

    /// <summary>True from that version of MySQL on.</summary>
    public bool IsMySqlFrom(int major, int minor, int patch = 0) => !IsMariaDb && Number >= new Version(major, minor, patch);

    /// <inheritdoc/>
    public override string ToString() => $"{(IsMariaDb ? "MariaDB" : "MySQL")} {Number}";
}
