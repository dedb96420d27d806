using MySqlConnector;
using Reprise.MySql.Catalogs;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Points;

/// <summary>Where a server's binary log stands, as far as the server tells this account. Null whenever an equal position would not prove that nothing changed.</summary>
internal static class BinlogPosition
{
    private const string Work = "asking for the binary log position";

    /// <summary>The position of the transaction that the session has open: MariaDB makes it together with the snapshot and tells it without any privilege.</summary>
    /// <remarks>https://mariadb.com/kb/en/enhancements-for-start-transaction-with-consistent-snapshot/</remarks>
    public static async Task<string?> OfSnapshotAsync(SourceSession session, CancellationToken cancellationToken)
    {
        if (!session.Version.IsMariaDb)
        {
            return null;
        }

        var rows = await session.QueryAsync("SHOW STATUS LIKE 'binlog_snapshot_%'", static reader => (Name: reader.Text(0), Value: reader.Text(1)), Work, cancellationToken);
        var values = rows.ToDictionary(static row => row.Name, static row => row.Value, StringComparer.OrdinalIgnoreCase);
        return values.GetValueOrDefault("binlog_snapshot_file") is { Length: > 0 } file && values.TryGetValue("binlog_snapshot_position", out var position)
            ? $"{file}:{position}"
            : null;
    }

    /// <summary>GTIDs of all transactions that MySQL has committed; null on MariaDB and where MySQL keeps none. Needs no privilege.</summary>
    /// <remarks>https://dev.mysql.com/doc/refman/8.4/en/replication-options-gtids.html</remarks>
    public static async Task<string?> OfGtidsAsync(SourceSession session, CancellationToken cancellationToken)
    {
        if (session.Version.IsMariaDb)
        {
            return null;
        }

        var rows = await session.QueryAsync("SELECT @@GLOBAL.gtid_mode, @@GLOBAL.gtid_executed", static reader => (Mode: reader.Text(0), Set: reader.Text(1)), Work, cancellationToken);
        return rows is [{ Mode: "ON", Set: var set }] ? set.ReplaceLineEndings(string.Empty) : null;
    }

    /// <summary>File and offset from the server's own account of its log, which takes REPLICATION CLIENT or BINLOG MONITOR.</summary>
    public static async Task<BinlogStatus> OfServerAsync(SourceSession session, CancellationToken cancellationToken)
    {
        // MySQL renamed the statement in 8.2 and removed the old name in 8.4: https://dev.mysql.com/doc/refman/8.4/en/show-binary-log-status.html
        var statement = session.Version.IsMySqlFrom(8, 2) ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS";
        try
        {
            var rows = await session.QueryAsync(statement, Read, Work, cancellationToken);
            return rows.Count == 0 ? new BinlogStatus(Position: null, IsFiltered: false) : rows[0];
        }
        catch (SourceException denied) when (denied.IsDenied)
        {
            return new BinlogStatus(Position: null, IsFiltered: false);
        }
    }

    // Columns: File, Position, Binlog_Do_DB, Binlog_Ignore_DB.
    private static BinlogStatus Read(MySqlDataReader reader) =>
        new($"{reader.Text(0)}:{reader.Text(1)}", IsFiltered: reader.Text(2).Length + reader.Text(3).Length > 0);
}

/// <summary>What the server says of its binary log.</summary>
/// <param name="Position">File and offset; null when it keeps no log or does not tell.</param>
/// <param name="IsFiltered">True when some databases are not logged, so that a position proves nothing.</param>
internal readonly record struct BinlogStatus(string? Position, bool IsFiltered);
