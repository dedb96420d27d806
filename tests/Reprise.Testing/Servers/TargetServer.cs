namespace Reprise.Testing.Servers;

/// <summary>A server that the target runs on.</summary>
public enum TargetServer
{
    /// <summary>PostgreSQL as Debian has it: 15, the oldest version that Reprise serves.</summary>
    Postgres15,

    /// <summary>PostgreSQL 18.</summary>
    Postgres18,
}
