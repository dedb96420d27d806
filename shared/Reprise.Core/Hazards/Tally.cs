using Reprise.Core.Mapping.Masking;

namespace Reprise.Core.Hazards;

/// <summary>Counts values of one kind in one column and keeps three different masks of them.</summary>
internal sealed class Tally
{
    private const int MaxSamples = 3;

    private readonly List<string> _samples = [];

    /// <summary>How many.</summary>
    public long Count { get; private set; }

    /// <summary>Up to three masks.</summary>
    public IReadOnlyList<string> Samples => _samples;

    /// <summary>Counts a value.</summary>
    public void Add(ReadOnlySpan<byte> utf8)
    {
        Count++;
        if (_samples.Count < MaxSamples)
        {
            Keep(ValueMask.Mask(utf8));
        }
    }

    /// <summary>Counts values whose masks are known.</summary>
    public void Add(long count, IEnumerable<string> masks)
    {
        Count += count;
        foreach (var mask in masks)
        {
            Keep(mask);
        }
    }

    private void Keep(string mask)
    {
        if (_samples.Count < MaxSamples && !_samples.Contains(mask))
        {
            _samples.Add(mask);
        }
    }
}
