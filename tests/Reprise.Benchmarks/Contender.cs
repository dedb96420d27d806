using System.Globalization;
using MySqlConnector;
using Npgsql;

namespace Reprise.Benchmarks;

/// <summary>Somebody who can move a database.</summary>
internal abstract record Contender(string Name)
{
    /// <summary>Which sets it takes part in.</summary>
    public virtual bool Moves(DataSet set) => true;

    /// <summary>Moves <paramref name="source"/> into the empty database <paramref name="target"/>.</summary>
    public abstract Task<Measured> MoveAsync(string source, string target, CancellationToken cancellationToken);
}

/// <summary>Debian's pgloader at the settings that were best of those tried (small batches keep it inside its heap).</summary>
internal sealed record PgloaderContender() : Contender("pgloader")
{
    /// <inheritdoc/>
    public override async Task<Measured> MoveAsync(string source, string target, CancellationToken cancellationToken)
    {
        var from = new MySqlConnectionStringBuilder(source);
        var to = new NpgsqlConnectionStringBuilder(target);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(
                file,
                string.Create(CultureInfo.InvariantCulture, $"""
                    LOAD DATABASE
                      FROM mysql://{from.UserID}:{from.Password}@{from.Server}:{from.Port}/{from.Database}
                      INTO postgresql://{to.Username}:{to.Password}@{to.Host}:{to.Port}/{to.Database}
                    WITH workers = 4, concurrency = 1, multiple readers per thread, rows per range = 50000,
                         batch rows = 10000, batch size = 5MB, prefetch rows = 5000
                    SET PostgreSQL PARAMETERS maintenance_work_mem to '512MB'
                    CAST type date to date using zero-dates-to-null,
                         type datetime to timestamptz using zero-dates-to-null,
                         type timestamp to timestamptz using zero-dates-to-null;
                    """),
                cancellationToken);
            return await Measured.RunAsync("pgloader", ["--quiet", file], new Dictionary<string, string>(StringComparer.Ordinal), cancellationToken);
        }
        finally
        {
            File.Delete(file);
        }
    }
}

/// <summary>The floor, see <see cref="BareStream"/>, in a process of its own.</summary>
internal sealed record BareContender() : Contender("bare")
{
    /// <inheritdoc/>
    public override Task<Measured> MoveAsync(string source, string target, CancellationToken cancellationToken) => Measured.RunAsync(
        "dotnet",
        [typeof(BareContender).Assembly.Location, "bare"],
        new Dictionary<string, string>(StringComparer.Ordinal) { ["BENCH_SOURCE"] = source, ["BENCH_TARGET"] = target },
        cancellationToken);
}
