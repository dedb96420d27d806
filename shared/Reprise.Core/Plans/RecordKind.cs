namespace Reprise.Core.Plans;

/// <summary>What the records are: each kind has one configuration of comparisons and blocks, for whatever fields there are.</summary>
public enum RecordKind
{
    /// <summary>People.</summary>
    Person,

    /// <summary>Companies, associations, establishments.</summary>
    Organisation,
}
