using System.Globalization;
using System.Text.RegularExpressions;
using CsvHelper;
using CsvHelper.Configuration;
using Reprise.Core.Plans;
using Reprise.Resolution.Fields;

namespace Reprise.Benchmarks.Dedupe;

/// <summary>A CSV file with a header, one column of which says which records are the same.</summary>
internal static partial class LabelledFile
{
    /// <summary>Reads the columns whose names say what they are; the others are not compared, and named on standard error.</summary>
    /// <param name="name">Name of the set.</param>
    /// <param name="file">Path.</param>
    /// <param name="kind">What the records are.</param>
    /// <param name="truth">Column with the same value in records that are the same. <c>rec-7-org</c> and <c>rec-7-dup-0</c>, as FEBRL writes it, are the same.</param>
    /// <exception cref="ArgumentException">The file is not there, or lacks the column or anything to compare.</exception>
    public static LabelledSet Read(string name, string file, RecordKind kind, string truth)
    {
        if (!File.Exists(file))
        {
            throw new ArgumentException($"{file} does not exist.");
        }

        using var text = new StreamReader(file);
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture) { TrimOptions = TrimOptions.Trim, DetectDelimiter = true });
        if (!csv.Read() || !csv.ReadHeader() || csv.HeaderRecord is not { } header)
        {
            throw new ArgumentException($"{file} is empty: it needs a header and records.");
        }

        var truthAt = Array.FindIndex(header, column => string.Equals(column.Trim(), truth, StringComparison.OrdinalIgnoreCase));
        var fields = Fields(header, truthAt, kind);
        if (truthAt < 0 || fields.Count == 0)
        {
            var lack = truthAt < 0 ? $"no column '{truth}' for the truth" : "no column whose name says what it is";
            throw new ArgumentException($"{file} has {lack}; it has: {string.Join(", ", header)}.");
        }

        var groups = new List<string>();
        while (csv.Read())
        {
            groups.Add(Group(csv.GetField(truthAt) ?? string.Empty));
            foreach (var (at, builder) in fields)
            {
                builder.Append(csv.GetField(at));
            }
        }

        return new LabelledSet(name, kind, new RecordSet([.. fields.Select(field => field.Builder.Build())]), groups);
    }

    private static List<(int At, MatchFieldBuilder Builder)> Fields(string[] header, int truth, RecordKind kind)
    {
        var fields = new List<(int, MatchFieldBuilder)>();
        var unused = new List<string>();
        for (var at = 0; at < header.Length; at++)
        {
            if (at != truth && FieldRoles.Recognise(header[at], kind) is { } role)
            {
                fields.Add((at, new MatchFieldBuilder(header[at].Trim(), role)));
            }
            else if (at != truth)
            {
                unused.Add(header[at].Trim());
            }
        }

        if (unused.Count > 0)
        {
            Console.Error.WriteLine($"Not compared, since their names do not say what they are: {string.Join(", ", unused)}.");
        }

        return fields;
    }

    private static string Group(string value) => Febrl().Match(value) is { Success: true } match ? match.Groups["group"].Value : value;

    [GeneratedRegex("^(?<group>.+)-(org|dup(-[0-9]+)?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Febrl();
}
