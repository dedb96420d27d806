using Reprise.Core.Entities;

namespace Reprise.Core.Configuration.Loading;

/// <summary>One file of <c>entities/</c> as read: what the checks across files need even when the entity itself is incomplete.</summary>
internal sealed record EntityDocument(YamlMapping Root, string File)
{
    public EntityCode? Code { get; init; }

    public string? Plan { get; init; }

    /// <summary>Schema written or made from the code.</summary>
    public string? Schema { get; init; }

    /// <summary>The entity; null when a required key is missing or wrong.</summary>
    public Entity? Entity { get; init; }

    public bool IsReplicate => Plan == Plans.Plan.Replicate;
}
