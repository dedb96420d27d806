using Reprise.Core.Plans;

namespace Reprise.Core.Mapping.Normalising;

/// <summary>A plan's map, for looking texts up without making strings of them.</summary>
internal sealed class MapLookup
{
    private readonly Dictionary<string, string?>.AlternateLookup<ReadOnlySpan<char>> _texts;

    /// <summary>A map.</summary>
    public MapLookup(ValueMap map)
    {
        _texts = map.Entries.ToDictionary(entry => entry.From, entry => entry.To, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        Unknown = map.Unknown;
        UnknownText = map.UnknownText;
    }

    /// <summary>What becomes of other texts; null = not said.</summary>
    public MisfitOutcome? Unknown { get; }

    /// <summary>What takes the place of other texts; null = nothing.</summary>
    public string? UnknownText { get; }

    /// <summary>What takes the place of a text; null = NULL.</summary>
    public bool TryFind(ReadOnlySpan<char> text, out string? replacement) => _texts.TryGetValue(text, out replacement);
}
