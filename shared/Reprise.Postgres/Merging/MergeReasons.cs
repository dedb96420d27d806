namespace Reprise.Postgres.Merging;

/// <summary>Why records that a person decided are one stay two; what refers to them is <see cref="Undoing.KeptReferences"/>' matter.</summary>
internal static class MergeReasons
{
    /// <summary>One of both rows is held back by this run, or gone from the source.</summary>
    public const string HeldBack = "held_back";

    /// <summary>Another decision says that records differ which this one would make one.</summary>
    public const string Contradicted = "contradicted";

    /// <summary>One of both is not in the target any more.</summary>
    public const string DeletedInTarget = "deleted_in_target";

    /// <summary>The application changed the record that would go.</summary>
    public const string ChangedInTarget = "changed_in_target";

    /// <summary>Rows of other entities are part of the record that would go.</summary>
    public const string MergedInto = "merged_into";
}
