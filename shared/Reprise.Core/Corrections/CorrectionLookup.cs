using System.IO.Hashing;
using System.Text;

namespace Reprise.Core.Corrections;

/// <summary>Corrections by source key, found without a string per row.</summary>
internal sealed class CorrectionLookup
{
    private readonly Dictionary<UInt128, List<(byte[] Key, Correction Correction)>> _byKey = [];

    /// <summary>A lookup; of corrections of the same row the later ones come last.</summary>
    public CorrectionLookup(IReadOnlyList<Correction> corrections)
    {
        foreach (var correction in corrections.OrderBy(correction => correction.Id))
        {
            var key = Encoding.UTF8.GetBytes(correction.Key);
            if (!_byKey.TryGetValue(XxHash128.HashToUInt128(key), out var found))
            {
                _byKey[XxHash128.HashToUInt128(key)] = found = [];
            }

            found.Add((key, correction));
        }
    }

    /// <summary>Corrections of the row with this key; null when there are none, which is what nearly every row has.</summary>
    public IReadOnlyList<Correction>? Find(ReadOnlySpan<byte> key)
    {
        if (!_byKey.TryGetValue(XxHash128.HashToUInt128(key), out var candidates))
        {
            return null;
        }

        var found = new List<Correction>(candidates.Count);
        foreach (var (candidate, correction) in candidates)
        {
            if (key.SequenceEqual(candidate))
            {
                found.Add(correction);
            }
        }

        return found.Count > 0 ? found : null;
    }
}
