using System.Text;
using Reprise.Core.Mapping;
using Reprise.Core.Runs;

namespace Reprise.Core.Verification.Expected;

/// <summary>Text of a reference that takes over the spelling of what it refers to.</summary>
/// <param name="Key">The reference as it is spelled. U+0000 is gone from it: PostgreSQL's text, in which spellings are looked for, never held it.</param>
/// <param name="Spellings">Keys that the source takes it for, by this one.</param>
/// <param name="Part">Place of the text in them.</param>
internal sealed record ExpectedSpelling(ExpectedKey Key, IReadOnlyDictionary<string, string?> Spellings, int Part)
{
    /// <summary>The spelling taken over; null where the text stays as it is.</summary>
    public byte[]? Of(CellRow source) =>
        Key.Of(source) is { } key && Spellings.GetValueOrDefault(key) is { } parents ? Encoding.UTF8.GetBytes(parents.Split(SourceKey.Separator)[Part]) : null;

    /// <summary>Pairs by what references say. One that comes twice keeps its first: an exception over it would quote a value.</summary>
    public static IReadOnlyDictionary<string, string?> By(IReadOnlyList<Respelling> pairs)
    {
        var spellings = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            spellings.TryAdd(pair.From, pair.To);
        }

        return spellings;
    }
}
