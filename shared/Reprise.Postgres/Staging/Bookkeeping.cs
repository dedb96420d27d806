namespace Reprise.Postgres.Staging;

/// <summary>Columns that resolution keeps beside the staged values.</summary>
internal static class Bookkeeping
{
    /// <summary>Chunk the row came in.</summary>
    public const string Chunk = "_chunk";

    public const string Insert = "insert";
    public const string Update = "update";
    public const string Unchanged = "unchanged";
    public const string Merged = "merged";
    public const string Quarantined = "quarantined";

    /// <summary>Their DDL: the outcome and, for a quarantined row, why; the target id; for a row known from an earlier run, its record's hash; for a row merged into another one of this run, that row's key.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        $"{Chunk} integer NOT NULL",
        "_outcome text",
        "_reason text",
        "_column text",
        "_target_id text",
        "_known_hash uuid",
        "_into text",
    ];
}
