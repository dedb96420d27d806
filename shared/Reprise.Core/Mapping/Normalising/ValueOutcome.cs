namespace Reprise.Core.Mapping.Normalising;

/// <summary>What the rules of a column make of a text.</summary>
internal enum ValueOutcome
{
    /// <summary>It stays as it is.</summary>
    Same,

    /// <summary>Another text takes its place.</summary>
    Changed,

    /// <summary>The plan makes it null.</summary>
    Null,

    /// <summary>It is refused: the plan's replacement is used where there is one and nothing else was said, else the row is held back.</summary>
    Refused,
}
