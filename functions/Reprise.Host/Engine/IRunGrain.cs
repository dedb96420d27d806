namespace Reprise.Host.Engine;

/// <summary>A run: one activation in the whole cluster, whose loop carries the run on. Key: run id.</summary>
[Alias("reprise.run")]
internal interface IRunGrain : IGrainWithStringKey
{
    /// <summary>Makes sure that the loop is at work.</summary>
    [Alias("drive")]
    Task DriveAsync();

    /// <summary>Why the loop ended without the ledger knowing, for instance because the ledger cannot be reached; null = it did not.</summary>
    [Alias("failure")]
    Task<string?> GetFailureAsync();
}
