using System.Text;
using System.Text.Json;

namespace Reprise.DemoData.Truth;

/// <summary>The truth as files: <c>dirt.csv</c>, <c>companies.csv</c> and <c>counts.json</c>.</summary>
internal static class TruthFiles
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static async Task WriteAsync(string directory, IReadOnlyList<EntityTruth> entities, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        await WriteCsvAsync(
            Path.Combine(directory, "dirt.csv"),
            ["entity", "table", "key", "column", "kind", "clean"],
            entities.SelectMany(truth => truth.Dirt.Select(dirt =>
                new[] { truth.Entity, dirt.Table, dirt.Key, dirt.Column, Name(dirt.Kind), dirt.Clean })),
            cancellationToken);
        await WriteCsvAsync(
            Path.Combine(directory, "companies.csv"),
            ["entity", "table", "key", "company"],
            entities.SelectMany(truth => truth.Companies.Select(company =>
                new[] { truth.Entity, company.Table, company.Key, company.CompanyId })),
            cancellationToken);
        var counts = entities.Where(truth => truth.Counts.Count > 0).ToDictionary(truth => truth.Entity, truth => truth.Counts);
        await File.WriteAllTextAsync(
            Path.Combine(directory, "counts.json"), JsonSerializer.Serialize(counts, Indented) + "\n", Utf8, cancellationToken);
    }

    /// <summary>ZeroDate is written zero_date.</summary>
    private static string Name(DirtKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());

    private static async Task WriteCsvAsync(
        string path, string[] header, IEnumerable<string[]> lines, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var line in lines.Prepend(header))
        {
            text.AppendJoin(',', line.Select(Quote)).Append('\n');
        }

        await File.WriteAllTextAsync(path, text.ToString(), Utf8, cancellationToken);
    }

    private static string Quote(string value) =>
        value.AsSpan().IndexOfAny(",\"\n\r") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
