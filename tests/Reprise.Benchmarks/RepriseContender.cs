namespace Reprise.Benchmarks;

/// <summary>Reprise as an operator runs it: catalogs, encrypted snapshot, staging, indexes, foreign keys, verification of every cell, report, purge.</summary>
internal record RepriseContender(string Host, string Blobs, string Name = "reprise") : Contender(Name)
{
    /// <summary>Plan that the entity follows.</summary>
    protected virtual string Plan => "replicate";

    /// <inheritdoc/>
    public override async Task<Measured> MoveAsync(string source, string target, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("reprise-bench-");
        try
        {
            await WriteAsync(
                folder.FullName,
                "reprise.yaml",
                "target: { connection: env:BENCH_TARGET }\nsnapshots: { connection: env:BENCH_BLOBS, container: bench }\nkeys: { encryption_key: env:BENCH_KEY }\n",
                cancellationToken);
            await WriteAsync(
                folder.FullName,
                "entities/bench.yaml",
                $"entity: bench\nname: Bench\nsource: {{ connection: env:BENCH_SOURCE }}\nplan: {Plan}\ngates: {{ quarantined_percent: 100 }}\n",
                cancellationToken);
            await PrepareAsync(folder.FullName, target, cancellationToken);
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

    /// <summary>What has to be there before the run; not measured.</summary>
    protected virtual Task PrepareAsync(string folder, string target, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Writes a file of the configuration folder.</summary>
    protected static Task WriteAsync(string folder, string file, string text, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return File.WriteAllTextAsync(path, text, cancellationToken);
    }
}
