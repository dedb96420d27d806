namespace Reprise.Core.Quality;

/// <summary>Sums by group as both sides have them. Exact to the 28 digits of a decimal; not thread-safe.</summary>
public sealed class GroupSums
{
    /// <summary>Most groups: more are no business figures but keys.</summary>
    public const int MaxGroups = 10_000;

    private readonly Dictionary<string, Sums> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Sums>.AlternateLookup<ReadOnlySpan<char>> _byText;

    /// <summary>No sums yet.</summary>
    public GroupSums() => _byText = _groups.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Published values of the source that are no number.</summary>
    public long Unreadable { get; set; }

    /// <summary>True when a sum has more digits than fit, or there are more than <see cref="MaxGroups"/>: the gate fails.</summary>
    public bool IsBeyondLimits { get; private set; }

    /// <summary>Adds a row read from the source.</summary>
    public void AddSource(ReadOnlySpan<char> group, decimal value, bool isHeldBack) => Add(group, value, isHeldBack ? value : 0, 0);

    /// <summary>Adds what the target holds or would hold.</summary>
    public void AddPublished(ReadOnlySpan<char> group, decimal value) => Add(group, 0, 0, value);

    /// <summary>A sum that does not fit.</summary>
    public void Exceed() => IsBeyondLimits = true;

    /// <summary>Every group, largest difference first.</summary>
    public IReadOnlyList<GroupDifference> All() =>
    [
        .. _groups
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => new GroupDifference(GroupKey.Show(pair.Key), pair.Value.Source, pair.Value.HeldBack, pair.Value.Published))
            .OrderByDescending(group => Math.Abs(group.Difference)),
    ];

    private void Add(ReadOnlySpan<char> group, decimal source, decimal heldBack, decimal published)
    {
        if (!_byText.TryGetValue(group, out var sums))
        {
            if (_groups.Count == MaxGroups)
            {
                Exceed();
                return;
            }

            _byText[group] = sums = new Sums();
        }

        try
        {
            sums.Source += source;
            sums.HeldBack += heldBack;
            sums.Published += published;
        }
        catch (OverflowException)
        {
            Exceed();
        }
    }

    private sealed class Sums
    {
        public decimal Source;
        public decimal HeldBack;
        public decimal Published;
    }
}
