using System.Runtime.InteropServices;
using MySqlConnector;
using Npgsql;

namespace Reprise.Benchmarks;

/// <summary>What a benchmark ran on.</summary>
internal static class Machine
{
    /// <summary>Processor, memory, and versions of the servers, in one paragraph.</summary>
    public static async Task<string> ReadAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await using var source = new MySqlConnection(options.MariaDb);
        await source.OpenAsync(cancellationToken);
        await using var target = NpgsqlDataSource.Create(options.Postgres);
        await using var command = target.CreateCommand("SHOW server_version");
        var postgres = (string)(await command.ExecuteScalarAsync(cancellationToken))!;
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30;
        return $"""
            {Processor()}, {Environment.ProcessorCount} cores, {memory} GiB; {RuntimeInformation.OSDescription}; {RuntimeInformation.FrameworkDescription};
            MariaDB {source.ServerVersion}, PostgreSQL {postgres}, Azurite, all on this machine.

            """;
    }

    private static string Processor()
    {
        const string Label = "model name";
        var line = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith(Label, StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
