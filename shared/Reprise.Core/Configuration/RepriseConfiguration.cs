using Reprise.Core.Entities;
using Reprise.Core.Plans;
using Reprise.Core.Plans.Comparing;

namespace Reprise.Core.Configuration;

/// <summary>The configuration folder, read and free of problems.</summary>
public sealed record RepriseConfiguration
{
    /// <summary>Absolute path of the folder.</summary>
    public required string Folder { get; init; }

    /// <summary>PostgreSQL connection string of the target.</summary>
    public required SecretReference Target { get; init; }

    /// <summary>Azure Storage connection string of the snapshot store.</summary>
    public required SecretReference Snapshots { get; init; }

    /// <summary>Container of the snapshots.</summary>
    public required string Container { get; init; }

    /// <summary>Key-encryption key: 32 bytes in base64.</summary>
    public required SecretReference EncryptionKey { get; init; }

    /// <summary>How long the snapshot of a run that did not succeed is kept.</summary>
    public required TimeSpan Retention { get; init; }

    /// <summary>How long the snapshot of a run that succeeded is kept, to play it again; null = purged at once.</summary>
    public TimeSpan? KeepSnapshots { get; init; }

    /// <summary>Rows per chunk, about.</summary>
    public required int ChunkRows { get; init; }

    /// <summary>Entities by code.</summary>
    public required IReadOnlyList<Entity> Entities { get; init; }

    /// <summary>Plans by name, the automatic one not among them.</summary>
    public required IReadOnlyList<Plan> Plans { get; init; }

    /// <summary>The entity of that code, or null.</summary>
    public Entity? Find(EntityCode code) => Entities.FirstOrDefault(entity => entity.Code == code);

    /// <summary>The plan of that name, or null; <c>replicate</c> is always there.</summary>
    public Plan? FindPlan(string name) =>
        name == Plan.Replicate ? AutomaticPlan : Plans.FirstOrDefault(plan => plan.Name == name);

    /// <summary>The plan of that name as it is for the entity, with its overrides, or null.</summary>
    public Plan? FindPlan(Entity entity, string name)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return name == entity.Plan && entity.OwnPlan is { } own ? own : FindPlan(name);
    }

    /// <summary>What the entity says otherwise than its plan; empty = nothing.</summary>
    public IReadOnlyList<PlanChange> Overrides(Entity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return entity.OwnPlan is { } own && FindPlan(entity.Plan) is { } plan ? PlanComparison.Compare(plan, own) : [];
    }

    private static Plan AutomaticPlan { get; } = new() { Name = Plan.Replicate, Fingerprint = "automatic" };
}
