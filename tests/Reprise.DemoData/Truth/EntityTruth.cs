namespace Reprise.DemoData.Truth;

/// <summary>What is known about the rows of one entity while they are being made up.</summary>
internal sealed class EntityTruth(string entity)
{
    public string Entity => entity;

    public List<DirtRecord> Dirt { get; } = [];

    public List<CompanyRecord> Companies { get; } = [];

    public SortedDictionary<string, long> Counts { get; } = new(StringComparer.Ordinal);
}
