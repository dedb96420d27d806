using MySqlConnector;
using Reprise.Core.Problems;
using Reprise.MySql.Catalogs;
using Reprise.MySql.Connections;
using Reprise.MySql.Points;

namespace Reprise.MySql.Checks;

/// <summary>Finds what stands in the way of a run before it begins, by trying: grants may come from roles and patterns that no list shows.</summary>
internal sealed class ReadinessCheck(SourceSession session)
{
    private const string Work = "checking the account";

    private SourceSettings Settings => session.Settings;

    /// <summary>Everything that stands in the way.</summary>
    public async Task<IReadOnlyList<Problem>> RunAsync(CancellationToken cancellationToken)
    {
        var problems = new List<Problem>();
        if (!session.Version.IsSupported)
        {
            problems.Add(new Problem(
                "source_unsupported",
                $"{Settings.Place} runs {session.Version}.",
                $"Reprise reads {ServerVersion.Supported}: restore a dump of the database on one of them and read it there."));
        }

        var tables = await session.QueryAsync(
            TableRow.Query,
            parameters => parameters.AddWithValue("@database", Settings.Database),
            TableRow.Read,
            Work,
            cancellationToken);
        var bases = tables.Where(static table => table.IsBaseTable).Select(static table => table.Name).ToList();
        if (bases.Count == 0)
        {
            problems.Add(new Problem("missing_privilege", $"The account sees no table in {Settings}.", $"If there are some: {Grants.Remedy("SELECT, LOCK TABLES", Settings)}"));
            return problems;
        }

        var (denied, broken) = await TryReadingAsync(bases, cancellationToken);
        if (denied.Count > 0)
        {
            problems.Add(new Problem("missing_privilege", $"The account may not read {Name(denied)} in {Settings}.", Grants.Remedy("SELECT", Settings)));
        }

        if (broken.Count > 0)
        {
            problems.Add(new Problem("unreadable_table", $"The server cannot read {Name(broken)} in {Settings}.", "See CHECK TABLE and the server's error log; repair the table or leave it out of the plan."));
        }

        if (bases.Except(denied, StringComparer.Ordinal).Except(broken, StringComparer.Ordinal).FirstOrDefault() is { } readable && !await CanOpenPointAsync(readable, cancellationToken))
        {
            problems.Add(new Problem(
                "no_consistent_point",
                $"The account may not lock tables in {Settings} and the server keeps no binary log positions to match, so tables read at once would be read at different states.",
                Grants.Remedy("LOCK TABLES", Settings)));
        }

        return problems;
    }

    private async Task<(List<string> Denied, List<string> Broken)> TryReadingAsync(List<string> tables, CancellationToken cancellationToken)
    {
        var denied = new List<string>();
        var broken = new List<string>();
        foreach (var table in tables)
        {
            try
            {
                await session.ExecuteAsync($"SELECT 1 FROM {Sql.Quote(table)} LIMIT 0", Work, cancellationToken);
            }
            catch (SourceException failure) when (!failure.IsTransient)
            {
                (failure.IsDenied ? denied : broken).Add(table);
            }
        }

        return (denied, broken);
    }

    private async Task<bool> CanOpenPointAsync(string table, CancellationToken cancellationToken)
    {
        if (await BinlogPosition.OfSnapshotAsync(session, cancellationToken) is not null || await BinlogPosition.OfGtidsAsync(session, cancellationToken) is not null)
        {
            return true;
        }

        try
        {
            await session.ExecuteAsync("SET SESSION lock_wait_timeout = 1", Work, cancellationToken);
            await session.ExecuteAsync($"LOCK TABLES {Sql.Quote(table)} READ", Work, cancellationToken);
            await session.ExecuteAsync("UNLOCK TABLES", Work, cancellationToken);
            return true;
        }
        catch (SourceException failure) when (failure.IsDenied || failure.Number == MySqlErrorCode.LockWaitTimeout)
        {
            // Who had to wait for the lock was allowed to take it.
            return !failure.IsDenied;
        }
    }

    private static string Name(List<string> tables) => tables.Count switch
    {
        1 => $"table {tables[0]}",
        <= 3 => $"tables {string.Join(", ", tables)}",
        _ => $"{tables.Count} tables, such as {string.Join(", ", tables.Take(3))},",
    };
}
