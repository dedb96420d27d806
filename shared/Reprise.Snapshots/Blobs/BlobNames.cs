using System.Globalization;
using System.Text;
using Reprise.Core.Ports;
using Reprise.Core.Runs;

namespace Reprise.Snapshots.Blobs;

/// <summary>The one place that names blobs.</summary>
internal static class BlobNames
{
    private const string Kept = "abcdefghijklmnopqrstuvwxyz0123456789_-";

    /// <summary>What all blobs of a run begin with: <c>runs/ud-75-20261124093000-k7qd/</c>.</summary>
    public static string Run(RunId run) => $"runs/{run}/";

    /// <summary>A part: <c>runs/ud-75-20261124093000-k7qd/membres/000001-001-e1.parquet</c>, chunk, number and epoch.</summary>
    public static string Part(PartName name) =>
        string.Create(CultureInfo.InvariantCulture, $"{Run(name.Run)}{Escape(name.Table)}/{name.Chunk:D6}-{name.Number:D3}-e{name.Epoch}.parquet");

    /// <summary>A manifest: <c>runs/ud-75-20261124093000-k7qd/membres/manifest.json</c>.</summary>
    public static string Manifest(RunId run, string table) => $"{Run(run)}{Escape(table)}/manifest.json";

    /// <summary>
    /// A table name as one path segment: UTF-8 bytes other than a-z, 0-9, _ and - are percent-encoded (RFC 3986), so that any
    /// percent-decoder gives the name back. Capitals are encoded too: <c>Membres</c> and <c>membres</c> stay apart where case is ignored.
    /// </summary>
    public static string Escape(string table)
    {
        var result = new StringBuilder(table.Length);
        foreach (var unit in Encoding.UTF8.GetBytes(table))
        {
            if (Kept.Contains((char)unit, StringComparison.Ordinal))
            {
                result.Append((char)unit);
            }
            else
            {
                result.Append('%').Append(unit.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return result.ToString();
    }
}
