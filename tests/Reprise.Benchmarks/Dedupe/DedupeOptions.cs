using Reprise.Core.Plans;

namespace Reprise.Benchmarks.Dedupe;

/// <summary>What <c>bench.sh dedupe</c> asks for.</summary>
internal sealed record DedupeOptions
{
    /// <summary>Arguments, for messages.</summary>
    public const string Usage = "dedupe [--sets demo,million,organisations,febrl1,febrl3] | dedupe --csv FILE --kind person|organisation --truth COLUMN";

    private static readonly (string Name, string File, RecordKind Kind, string Truth)[] Files =
    [
        ("organisations", "organisations_with_true_ids.csv", RecordKind.Organisation, "True Id"),
        ("febrl1", "febrl1.csv", RecordKind.Person, "rec_id"),
        ("febrl3", "febrl3.csv", RecordKind.Person, "rec_id"),
    ];

    /// <summary>How to make or read each set.</summary>
    public required IReadOnlyList<(string Name, Func<LabelledSet> Read)> Sets { get; init; }

    /// <summary>Reads arguments.</summary>
    /// <param name="arguments">After the word <c>dedupe</c>.</param>
    /// <param name="data">Folder of the labelled files; sets whose file is not there are left out, with a word, unless they are asked for.</param>
    /// <exception cref="ArgumentException">An argument that is none.</exception>
    public static DedupeOptions Read(string[] arguments, string data)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length || arguments[i] is not ("--sets" or "--csv" or "--kind" or "--truth") || !given.TryAdd(arguments[i], arguments[i + 1]))
            {
                throw new ArgumentException($"'{arguments[i]}' is not expected here. Usage: {Usage}");
            }
        }

        return given.TryGetValue("--csv", out var file)
            ? new DedupeOptions { Sets = [One(given, file)] }
            : given.ContainsKey("--kind") || given.ContainsKey("--truth")
                ? throw new ArgumentException($"--kind and --truth go with --csv. Usage: {Usage}")
                : new DedupeOptions { Sets = Known(given.GetValueOrDefault("--sets"), data) };
    }

    private static (string Name, Func<LabelledSet> Read) One(Dictionary<string, string> given, string file)
    {
        if (given.ContainsKey("--sets") || !given.TryGetValue("--truth", out var truth) || !Enum.TryParse<RecordKind>(given.GetValueOrDefault("--kind"), ignoreCase: true, out var kind))
        {
            throw new ArgumentException($"--csv goes with --kind person or organisation, and --truth COLUMN. Usage: {Usage}");
        }

        var name = Path.GetFileNameWithoutExtension(file);
        return (name, () => LabelledFile.Read(name, file, kind, truth));
    }

    private static List<(string Name, Func<LabelledSet> Read)> Known(string? asked, string data)
    {
        List<(string Name, Func<LabelledSet> Read)> known = [("demo", () => LabelledSet.Demo()), ("million", () => LabelledSet.Generated("million", 1_000_000))];
        foreach (var (name, file, kind, truth) in Files)
        {
            var path = Path.Combine(data, file);
            if (asked is null && !File.Exists(path))
            {
                Console.Error.WriteLine($"The set {name} is left out: {path} is not there.");
                continue;
            }

            known.Add((name, () => LabelledFile.Read(name, path, kind, truth)));
        }

        return asked is null ? known : [.. asked.Split(',').Select(name => known.Find(set => set.Name == name) is { Read: not null } set
            ? set
            : throw new ArgumentException($"'{name}' is no set; {string.Join(", ", known.Select(candidate => candidate.Name))} are."))];
    }
}
