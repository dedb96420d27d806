namespace Reprise.DemoData;

/// <summary>What to create, and where.</summary>
public sealed record DemoOptions
{
    /// <summary>Connection string of a MariaDB account that may create databases and accounts.</summary>
    public required string MariaDb { get; init; }

    /// <summary>Connection string of a PostgreSQL account that may create databases and roles.</summary>
    public required string Postgres { get; init; }

    /// <summary>Directory of <c>demo.env</c> and <c>truth/</c>; created when it does not exist.</summary>
    public required string OutputDirectory { get; init; }

    /// <summary>The same seed, scale and shares give the same rows.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>1.0 is about 300,000 source rows; 0.02 is the size for tests.</summary>
    public double Scale { get; init; } = 1.0;

    /// <summary>Beginning of every database, account and role name: lower-case letters, digits and underscores.</summary>
    public string Prefix { get; init; } = "reprise_demo_";

    /// <summary>How much of the data is wrong, kind by kind.</summary>
    public DirtShares Dirt { get; init; } = new();
}
