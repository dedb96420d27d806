using Reprise.Core.Configuration;

namespace Reprise.Host.Hosting;

/// <summary>A configuration folder without problems, and what opens its references.</summary>
internal sealed record LoadedConfiguration(RepriseConfiguration Configuration, ISecretResolver Secrets);
