using System.Security.Cryptography;
using System.Text;
using Reprise.Core.Catalogs;
using Reprise.Core.Runs;

namespace Reprise.Postgres.Staging;

/// <summary>Names of a run's staging schema and tables.</summary>
internal static class StagingNames
{
    /// <summary>PostgreSQL cuts identifiers after 63 bytes (NAMEDATALEN - 1).</summary>
    private const int MaxBytes = 63;

    /// <summary>Comment by which a schema of ours is known.</summary>
    public const string Marker = "reprise replicate";

    /// <summary>Schema of a mapped run's staging tables, and of what a replicate run keeps beside its fresh schema.</summary>
    public static string MappedSchema(RunId run) => $"reprise_stage_{run.Suffix}";

    /// <summary>Schema that a replicate run fills, until it is swapped in.</summary>
    public static string FreshSchema(RunId run, RunPlan plan) => $"{Shortened(plan.Schema, MaxBytes - run.Suffix.Length - 2)}__{run.Suffix}";

    /// <summary>Schema that the previous replicate run filled, kept for rollback.</summary>
    public static string PreviousSchema(RunPlan plan) => $"{Shortened(plan.Schema, MaxBytes - "__previous".Length)}__previous";

    /// <summary>Which table plans of a mapped run are resolved, and what had been published by then. Table plans begin with a letter, this with an underscore.</summary>
    public static TableName Resolved(RunId run) => new(MappedSchema(run), "_resolved");

    /// <summary>Keys that source tables of a mapped run have, where those known are compared with them.</summary>
    public static TableName SourceKeys(RunId run) => new(MappedSchema(run), "_source_keys");

    /// <summary>Rows that filters of a mapped run's table plans left out, where only a part of the source is read.</summary>
    public static TableName LeftOut(RunId run) => new(MappedSchema(run), "_left_out");

    /// <summary>What the source's collations say of references.</summary>
    public static TableName Spellings(RunId run) => new(MappedSchema(run), "_spellings");

    /// <summary>Where rows of a table plan are staged.</summary>
    public static TableName Table(RunId run, RunPlan plan, RunTable table) => table.Definition is { } definition
        ? new TableName(FreshSchema(run, plan), definition.Name)
        : new TableName(MappedSchema(run), Shortened(table.Name, MaxBytes));

    /// <summary>A name that fits, told apart from others with the same beginning by a hash.</summary>
    private static string Shortened(string name, int bytes)
    {
        if (Encoding.UTF8.GetByteCount(name) <= bytes)
        {
            return name;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8];
        var kept = name;
        while (Encoding.UTF8.GetByteCount(kept) > bytes - hash.Length - 1)
        {
            kept = kept[..^1];
        }

        return $"{kept}_{hash}";
    }
}
