namespace Reprise.Core.Sync;

/// <summary>How a run finds what changed in a source table.</summary>
public enum SyncMethod
{
    /// <summary>It reads every row.</summary>
    Full,

    /// <summary>It reads rows from the last bound of a column on, less an overlap; deleted rows are found by comparing keys.</summary>
    Watermark,

    /// <summary>It reads the key ranges whose digest changed.</summary>
    Hash,
}

/// <summary>Why a method was chosen: codes, for report and documents.</summary>
public static class SyncReason
{
    /// <summary>The table allows the method, and the last run left what it needs.</summary>
    public const string Allowed = "allowed";

    /// <summary>The run's mode reads everything.</summary>
    public const string Mode = "mode";

    /// <summary>A rehearsal reads everything and leaves nothing for the next run.</summary>
    public const string Rehearsal = "rehearsal";

    /// <summary>The plan replicates: the schema is filled anew and exchanged.</summary>
    public const string Replicate = "replicate";

    /// <summary>No earlier run of the entity left what is needed.</summary>
    public const string First = "first";

    /// <summary>The last run that published did not end well.</summary>
    public const string Unfinished = "unfinished";

    /// <summary>The last run that published was rolled back, wholly or in part.</summary>
    public const string RolledBack = "rolled_back";

    /// <summary>The plan, the entity or a catalog changed since.</summary>
    public const string PlanChanged = "plan_changed";

    /// <summary>Reprise maps by other code than it did then.</summary>
    public const string Upgraded = "upgraded";

    /// <summary>The table has no key to cut by.</summary>
    public const string NoKey = "no_key";

    /// <summary>A table plan knows rows by other columns than the table's key.</summary>
    public const string OtherKey = "other_key";

    /// <summary>Rows cannot be asked for by keys of that type.</summary>
    public const string KeyType = "key_type";

    /// <summary>The watermark had no usable value.</summary>
    public const string NoBound = "no_bound";

    /// <summary>So many rows had to be read again, whether they changed or not, that the whole table is.</summary>
    public const string ManyAgain = "many_again";
}
