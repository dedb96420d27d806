using System.Xml.Linq;

namespace Reprise.Architecture.Tests;

/// <summary>The arrows between projects: what each may refer to. Adapters never see each other.</summary>
internal static class LayerRules
{
    private static readonly string[] Adapters = ["Reprise.MySql", "Reprise.Snapshots", "Reprise.Postgres", "Reprise.Reporting"];

    /// <summary>Allowed project references by project.</summary>
    public static IReadOnlyDictionary<string, string[]> Allowed { get; } = new Dictionary<string, string[]>
    {
        ["Reprise.Core"] = [],
        ["Reprise.Resolution"] = ["Reprise.Core"],
        ["Reprise.MySql"] = ["Reprise.Core"],
        ["Reprise.Snapshots"] = ["Reprise.Core"],
        ["Reprise.Postgres"] = ["Reprise.Core"],
        ["Reprise.Reporting"] = ["Reprise.Core"],
        ["Reprise.Pipeline"] = ["Reprise.Core", "Reprise.Resolution"],
        ["Reprise.Host"] = ["Reprise.Core", "Reprise.Resolution", "Reprise.Pipeline", .. Adapters],
        ["Reprise.AzureFunctions"] = ["Reprise.Core", "Reprise.Resolution", "Reprise.Pipeline", .. Adapters],
    };

    /// <summary>Packages that only one layer may use.</summary>
    public static IReadOnlyDictionary<string, string[]> PackageOwners { get; } = new Dictionary<string, string[]>
    {
        ["MySqlConnector"] = ["Reprise.MySql"],
        ["Npgsql"] = ["Reprise.Postgres"],
        ["ParquetSharp"] = ["Reprise.Snapshots"],
        ["Azure.Storage.Blobs"] = ["Reprise.Snapshots"],
        ["Microsoft.Orleans.Server"] = ["Reprise.Host"],
        ["Microsoft.Azure.Functions.Worker"] = ["Reprise.AzureFunctions"],
        ["Microsoft.Azure.Functions.Worker.Extensions.DurableTask"] = ["Reprise.AzureFunctions"],
    };

    /// <summary>What a project file refers to although it may not.</summary>
    public static IReadOnlyList<string> Violations(string project, XDocument file)
    {
        var references = file.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')));
        var packages = file.Descendants("PackageReference").Select(reference => (string)reference.Attribute("Include")!);
        return
        [
            .. references.Where(reference => !Allowed[project].Contains(reference)).Select(reference => $"{project} -> {reference}"),
            .. packages.Where(package => PackageOwners.TryGetValue(package, out var owners) && !owners.Contains(project)).Select(package => $"{project} -> {package}"),
        ];
    }
}
