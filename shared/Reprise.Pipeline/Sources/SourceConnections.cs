using Reprise.Core.Configuration;
using Reprise.Core.Entities;
using Reprise.Core.Problems;

namespace Reprise.Pipeline.Sources;

/// <summary>Connection strings of the entities' sources, by reference.</summary>
internal sealed class SourceConnections(RepriseConfiguration configuration, ISecretResolver secrets)
{
    /// <summary>The entity's configuration.</summary>
    public Entity Entity(EntityCode code) => configuration.Find(code)
        ?? throw new RepriseException(ErrorCodes.UnknownEntity, $"No entity '{code}' is configured. 'reprise entities' lists them.");

    /// <summary>The connection string: a secret.</summary>
    public string For(EntityCode code) => secrets.Resolve(Entity(code).Source);
}
