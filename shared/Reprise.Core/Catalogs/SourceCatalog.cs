namespace Reprise.Core.Catalogs;

/// <summary>What a MySQL or MariaDB database holds, as its information_schema says.</summary>
/// <param name="Server">Product and version, such as <c>MariaDB 10.11.19</c>.</param>
/// <param name="Database">Name of the database.</param>
/// <param name="Tables">Base tables, by name.</param>
/// <param name="Views">Names of views, which are listed and not copied.</param>
/// <param name="Routines">Procedures, functions, triggers, events and sequences, which are listed and not copied.</param>
public sealed record SourceCatalog(
    string Server,
    string Database,
    IReadOnlyList<SourceTable> Tables,
    IReadOnlyList<string> Views,
    IReadOnlyList<SourceFeature> Routines)
{
    /// <summary>All that is listed and not copied.</summary>
    public IEnumerable<SourceFeature> Features() => Tables.SelectMany(table => table.Features()).Concat(OwnFeatures());

    /// <summary>The same without what single tables have.</summary>
    public IEnumerable<SourceFeature> OwnFeatures() => Views.Select(view => new SourceFeature(SourceFeatureKind.View, view)).Concat(Routines);

    /// <summary>The table of that name, or null.</summary>
    public SourceTable? Find(string table) => Tables.FirstOrDefault(candidate => candidate.Name == table);
}
