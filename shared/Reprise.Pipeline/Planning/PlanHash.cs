using System.Security.Cryptography;
using System.Text.Json;
using Reprise.Core.Catalogs;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Planning;

/// <summary>Fingerprint of a run plan: the same inputs give the same hash, whatever the server estimates today.</summary>
internal static class PlanHash
{
    /// <summary>The plan with its hash.</summary>
    public static RunPlan Seal(RunPlan plan)
    {
        var steady = plan with
        {
            Hash = string.Empty,
            Sources = [.. plan.Sources.Select(read => read with { Table = Steady(read.Table), Joined = [.. read.Joined.Select(joined => joined with { Table = Steady(joined.Table) })] })],
            Tables = [.. plan.Tables.Select(Steady)],
        };
        return plan with { Hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(steady))) };
    }

    private static SourceTable Steady(SourceTable table) => table with { EstimatedRows = 0, DataBytes = 0, AutoIncrement = null };

    private static RunTable Steady(RunTable table) => table.Definition is { } definition
        ? table with { Definition = definition with { Columns = [.. definition.Columns.Select(column => column with { NextValue = null })] } }
        : table;
}
