namespace Reprise.Core.Configuration.Loading;

/// <summary>The keys of one kind of mapping. JSON Schemas and readers are held to the same sets.</summary>
/// <param name="Name">What the mapping describes, for messages.</param>
/// <param name="Required">Keys that must be there.</param>
/// <param name="Optional">Keys that may be there.</param>
internal sealed record KeySet(string Name, IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    /// <summary>Keys for which null is a value.</summary>
    public IReadOnlyList<string> Nullable { get; init; } = [];

    public IEnumerable<string> All => Required.Concat(Optional);
}

/// <summary>Every mapping of the three documents whose keys are fixed.</summary>
internal static class DocumentKeys
{
    public static readonly KeySet Settings = new("the settings", ["target", "snapshots", "keys"], ["defaults"]);

    public static readonly KeySet Connection = new("a connection", ["connection"], []);

    public static readonly KeySet Snapshots = new("the snapshot store", ["connection"], ["container", "retention_days", "keep_days"]);

    public static readonly KeySet EncryptionKeys = new("the keys", ["encryption_key"], []);

    public static readonly KeySet Defaults = new("the defaults", [], ["parallelism", "chunk_rows", "approval", "gates"]);

    public static readonly KeySet Gates = new("the gates", [], ["quarantined_percent", "deleted_percent"]);

    public static readonly KeySet Entity = new(
        "an entity", ["entity", "name", "source", "plan"], ["schema", "time_zone", "parallelism", "window", "approval", "sync", "sync_jitter", "gates", "types", "otherwise", "overrides"]);

    public static readonly KeySet Window = new("a window", ["from", "to", "time_zone"], []);

    public static readonly KeySet Plan = new("a plan", ["plan", "tables"], ["version", "description", "ignored", "gates"]);

    public static readonly KeySet QualityGate = new(
        "a gate",
        ["gate", "table", "measure"],
        ["label", "column", "columns", "matches", "one_of", "between", "expression", "by", "source", "tolerance", "at_least", "at_most", "warn", "on_fail"]);

    public static readonly KeySet SumSource = new("the source of a sum", [], ["column", "by"]);

    public static readonly KeySet Duplicates = new("the duplicates", ["kind", "fields"], ["certain", "match_at", "review_at", "max_cluster", "among", "survivor", "by", "fill", "existing", "best"]);

    public static readonly KeySet BestValue = new("a choice of 'best'", [], ["most_recent", "source", "order"]);

    public static readonly KeySet Sync = new("the sync", [], ["watermark", "overlap", "deletes", "soft_delete"]);

    public static readonly KeySet SoftDelete = new("the soft delete", ["column"], ["value"]);

    public static readonly KeySet TablePlan = new("a table plan", ["table", "from", "to", "id"], ["use", "columns", "join", "pivot", "where", "part", "lot", "key", "match", "duplicates", "sync"]);

    /// <summary>A fragment holds what a table plan may hold, but its name, part and tables, which belong where it is used.</summary>
    public static readonly KeySet Fragment = new("a fragment", ["fragment"], ["description", .. TablePlan.Optional.Where(key => key is not ("use" or "part"))]);

    public static readonly KeySet Overrides = new("the overrides", [], ["ignored", "tables"]);

    /// <summary>An override may say anything of a table plan but its name and its fragments.</summary>
    public static KeySet Override { get; } = new("an override of a table plan", [], [.. TablePlan.All.Where(key => key is not ("table" or "use"))]);

    public static readonly KeySet Id = new("an id", ["column", "strategy"], []);

    public static readonly KeySet SourceRule = new("a rule with 'from'", ["from"], ["normalise", "invalid", "map", "unknown", "blank_as_null", "otherwise", "uuid_order"]) { Nullable = ["invalid", "unknown"] };

    public static readonly KeySet UnknownValue = new("the value of 'unknown'", ["value"], []);

    public static readonly KeySet Join = new("a joined table", ["table", "as", "on"], ["missing"]) { Nullable = ["missing"] };

    public static readonly KeySet Pivot = new("a table of attributes", ["table", "as", "on", "name", "value"], ["repeated"]);

    public static readonly KeySet Condition = new("a condition", ["column"], ["in", "not_in", "is_null", "not_null", "at_least", "at_most"]);

    public static readonly KeySet ConstantRule = new("a rule with 'value'", ["value"], []) { Nullable = ["value"] };

    public static readonly KeySet EntityRule = new("a rule with 'entity'", ["entity"], []);

    public static readonly KeySet ReferenceRule = new("a rule with 'reference'", ["reference", "from"], ["missing"]) { Nullable = ["missing"] };

    public static readonly KeySet ExpressionRule = new("a rule with 'sql'", ["sql"], ["with"]);

    public static readonly KeySet ExpressionInput = new("an input of an expression", ["from"], ["type"]);

    public static readonly KeySet LookupRule = new("a rule with 'lookup'", ["lookup", "by"], ["return", "missing"]) { Nullable = ["missing"] };

    public static readonly KeySet MissingValue = new("the value of 'missing'", ["value"], []);

    public static readonly KeySet AnyRule = new(
        "a column rule", [], ["from", "normalise", "invalid", "map", "unknown", "blank_as_null", "otherwise", "uuid_order", "value", "entity", "reference", "missing", "sql", "with", "lookup", "by", "return"])
    { Nullable = ["value", "missing", "invalid", "unknown"] };
}
