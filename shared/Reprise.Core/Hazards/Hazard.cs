namespace Reprise.Core.Hazards;

/// <summary>Values that will not arrive as they are, or not be what they seem, counted before anything is copied.</summary>
/// <param name="Code">Code from <see cref="HazardCodes"/>.</param>
/// <param name="Table">Source table.</param>
/// <param name="Column">Source column; empty for the whole table.</param>
/// <param name="Rows">Rows, or values, concerned.</param>
/// <param name="Samples">Up to three different ones, masked.</param>
/// <param name="Proposal">What happens unless somebody decides otherwise.</param>
/// <param name="Decider">Who must decide.</param>
/// <param name="Detail">What the code cannot say, such as the table referred to; without values.</param>
public sealed record Hazard(string Code, string Table, string Column, long Rows, IReadOnlyList<string> Samples, Proposal Proposal, Decider Decider, string Detail = "");

/// <summary>What happens to the values of a hazard by default.</summary>
public enum Proposal
{
    /// <summary>They arrive as they are.</summary>
    Keep,

    /// <summary>They become null, each counted.</summary>
    Null,

    /// <summary>Their rows are held back, to be repaired and put back.</summary>
    Quarantine,

    /// <summary>What the target cannot hold is left out, each counted.</summary>
    Strip,

    /// <summary>They become the time that the zone's clocks show or showed first, each counted.</summary>
    Shift,

    /// <summary>They get the spelling of what they refer to, each counted.</summary>
    Respell,

    /// <summary>The plan's replacement is used, each counted.</summary>
    Replace,

    /// <summary>They get the form that a normaliser or the map of the plan gives them, each counted.</summary>
    Normalise,

    /// <summary>The target column gets a wider type.</summary>
    Widen,

    /// <summary>They arrive as they are, and the foreign key is created without checking them.</summary>
    Unchecked,
}

/// <summary>Who decides about a hazard.</summary>
public enum Decider
{
    /// <summary>The organisation whose data it is: it knows what was meant.</summary>
    Entity,

    /// <summary>The engineer who writes the plan.</summary>
    Engineer,

    /// <summary>Those who own the application and its schema.</summary>
    Application,
}
