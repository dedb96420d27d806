namespace Reprise.Postgres.Staging;

/// <summary>Columns that resolution keeps beside the staged values. All begin with an underscore, as no column of an application does.</summary>
internal static class Bookkeeping
{
    /// <summary>Chunk the row came in.</summary>
    public const string Chunk = "_chunk";

    /// <summary>Ordinal of the row among those of its chunk that were staged: with the chunk, the order of the source's key.</summary>
    public const string Row = "_row";

    /// <summary>Type of keys and ids: text in the order of its bytes, as in the ledger. A language's order costs much and says nothing about them.</summary>
    public const string Key = "text COLLATE \"C\"";

    public const string Insert = "insert";
    public const string Update = "update";
    public const string Unchanged = "unchanged";
    public const string Merged = "merged";
    public const string Quarantined = "quarantined";

    /// <summary>Columns as COPY fills them.</summary>
    public static IReadOnlyList<string> Copied { get; } = [$"{Chunk} integer NOT NULL", $"{Row} integer NOT NULL"];

    /// <summary>
    /// Columns as resolution fills them: the outcome and, for a quarantined row, why; the target id; for a row known from an earlier run, its record's
    /// hash, the run that wrote it, and the version of the record that was looked at; for a row merged into another one of this run, that row's key.
    /// </summary>
    public static IReadOnlyList<(string Name, string Type)> Resolved { get; } =
    [
        ("_outcome", "text"),
        ("_reason", "text"),
        ("_column", "text"),
        ("_target_id", Key),
        ("_known_hash", "uuid"),
        ("_known_run", "text"),
        ("_seen", "xid"),
        ("_into", Key),
    ];

    /// <summary>Columns of these by which statements choose and join rows.</summary>
    public static IReadOnlyList<string> Joined { get; } = ["_outcome", "_target_id", "_known_run", "_into"];
}
