namespace Reprise.DemoData;

/// <summary>What was created.</summary>
public sealed record DemoResult
{
    /// <summary>Least-privilege connection string of each source, with its database, by entity code.</summary>
    public required IReadOnlyDictionary<string, string> Sources { get; init; }

    /// <summary>Connection string of the migration role, with the application's database.</summary>
    public required string Target { get; init; }

    /// <summary>Rows by entity code and source table.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Counts { get; init; }

    /// <summary>The shell file with the four connection strings, readable by its owner only.</summary>
    public required string EnvironmentFile { get; init; }

    /// <summary>Directory of <c>dirt.csv</c>, <c>companies.csv</c> and <c>counts.json</c>.</summary>
    public required string TruthDirectory { get; init; }
}
