using System.Security.Cryptography;
using Reprise.Core.Catalogs;
using Reprise.Core.Runs;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Points;

/// <summary>Connects the readers of a consistent point and opens it.</summary>
internal sealed class PointOpener(SourceSettings settings, TimeProvider clock)
{
    private const int IdLetters = 32;

    /// <summary>Opens a point.</summary>
    public async Task<ConsistentPoint> OpenAsync(IReadOnlyList<SourceTable> tables, int readers, CancellationToken cancellationToken)
    {
        await using var control = await SourceSession.OpenAsync(settings, cancellationToken);
        var sessions = new List<SourceSession>();
        try
        {
            // One after the other: a server at its limit of connections refuses the first too many and no more.
            for (var i = 0; i < Math.Max(readers, 1); i++)
            {
                sessions.Add(await SourceSession.OpenAsync(settings, cancellationToken));
            }

            var now = await SourceClock.ReadAsync(control, cancellationToken);
            var snapshot = await new SnapshotOpener(control, sessions, clock).OpenAsync(tables, cancellationToken);
            var point = new SourcePoint(
                RandomNumberGenerator.GetHexString(IdLetters, lowercase: true),
                snapshot.Method,
                snapshot.IsConsistent,
                snapshot.Position,
                [.. tables.Where(static table => !table.IsTransactional).Select(static table => table.Name)]);
            return new ConsistentPoint(point, now, new ReaderPool(sessions, settings));
        }
        catch
        {
            foreach (var session in sessions)
            {
                await session.DisposeAsync();
            }

            throw;
        }
    }
}
