using System.Net;

namespace Reprise.Host.Engine;

/// <summary>Nodes that share the work.</summary>
/// <param name="Connection">Connection string of the PostgreSQL database that keeps the membership: a secret.</param>
/// <param name="Address">Address at which the other nodes reach this one.</param>
/// <param name="Port">Port there; null = a free one.</param>
/// <param name="Silence">Silence after which a node counts as gone.</param>
internal sealed record Cluster(string Connection, IPAddress Address, int? Port, TimeSpan Silence);
