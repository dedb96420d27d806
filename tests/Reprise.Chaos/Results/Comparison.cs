namespace Reprise.Chaos.Results;

/// <summary>What a disturbed run left, beside what the undisturbed one left.</summary>
/// <param name="Lost">Records of the application's tables that are missing.</param>
/// <param name="Doubled">Records that are there beside those that should be.</param>
/// <param name="Changed">Records with other cells.</param>
/// <param name="Differences">Everything that differs, ledger and report included, in words; at most <see cref="MaxNamed"/> of a section.</param>
internal sealed record Comparison(long Lost, long Doubled, long Changed, IReadOnlyList<string> Differences)
{
    private const int MaxNamed = 5;
    private const string Application = "public.";

    /// <summary>True when nothing differs.</summary>
    public bool IsEqual => Differences.Count == 0;

    /// <summary>Compares.</summary>
    public static Comparison Of(TargetContent undisturbed, TargetContent disturbed)
    {
        var sections = undisturbed.Sections.Keys.Union(disturbed.Sections.Keys, StringComparer.Ordinal).Select(name => Of(name, Rows(undisturbed, name), Rows(disturbed, name))).ToList();
        return new Comparison(
            sections.Sum(section => section.Lost),
            sections.Sum(section => section.Doubled),
            sections.Sum(section => section.Changed),
            [.. sections.SelectMany(section => section.Differences)]);
    }

    private static Comparison Of(string section, IReadOnlyDictionary<string, string> undisturbed, IReadOnlyDictionary<string, string> disturbed)
    {
        var lost = undisturbed.Keys.Where(key => !disturbed.ContainsKey(key)).ToList();
        var doubled = disturbed.Keys.Where(key => !undisturbed.ContainsKey(key)).ToList();
        var changed = undisturbed.Where(row => disturbed.TryGetValue(row.Key, out var other) && other != row.Value).Select(row => row.Key).ToList();
        IEnumerable<string> words =
        [
            .. lost.Take(MaxNamed).Select(key => $"{section}: {key} is missing"),
            .. doubled.Take(MaxNamed).Select(key => $"{section}: {key} is there and should not be: {disturbed[key]}"),
            .. changed.Take(MaxNamed).Select(key => $"{section}: {key} is {disturbed[key]} instead of {undisturbed[key]}"),
        ];
        return section.StartsWith(Application, StringComparison.Ordinal)
            ? new Comparison(lost.Count, doubled.Count, changed.Count, [.. words])
            : new Comparison(0, 0, 0, [.. words]);
    }

    private static IReadOnlyDictionary<string, string> Rows(TargetContent content, string section) =>
        content.Sections.TryGetValue(section, out var rows) ? rows : new Dictionary<string, string>(StringComparer.Ordinal);
}
