using System.Globalization;
using MySqlConnector;
using Npgsql;

namespace Reprise.Benchmarks;

/// <summary>Somebody who can move a database.</summary>
internal abstract record Contender(string Name)
{
    /// <summary>Moves <paramref name="source"/> into the empty database <paramref name="target"/>.</summary>
    public abstract Task<Measured> MoveAsync(string source, string target, CancellationToken cancellationToken);
}

/// <summary>Reprise as an operator runs it: catalogs, encrypted snapshot, staging, indexes, foreign keys, verification of every cell, report, purge.</summary>
internal sealed record RepriseContender(string Host, string Blobs) : Contender("reprise")
{
    /// <inheritdoc/>
    public override async Task<Measured> MoveAsync(string source, string target, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("reprise-bench-");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "entities"));
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "reprise.yaml"),
                "target: { connection: env:BENCH_TARGET }\nsnapshots: { connection: env:BENCH_BLOBS, container: bench }\nkeys: { encryption_key: env:BENCH_KEY }\n",
                cancellationToken);
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "entities", "bench.yaml"),
                "entity: bench\nname: Bench\nsource: { connection: env:BENCH_SOURCE }\nplan: replicate\ngates: { quarantined_percent: 100 }\n",
                cancellationToken);
            return await Measured.RunAsync(
                "dotnet",
                [Host, "run", "bench", "--json"],
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["REPRISE_CONFIG"] = folder.FullName,
                    ["BENCH_TARGET"] = target,
                    ["BENCH_SOURCE"] = source,
                    ["BENCH_BLOBS"] = Blobs,
                    ["BENCH_KEY"] = Convert.ToBase64String(new byte[32]),
                },
                cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
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
