using Reprise.Testing.Servers;

namespace Reprise.Postgres.Tests;

/// <summary>The same on PostgreSQL 18.</summary>
public sealed class LedgerOn18Fixture : LedgerFixture
{
    /// <inheritdoc/>
    protected override TargetServer Server => TargetServer.Postgres18;
}
