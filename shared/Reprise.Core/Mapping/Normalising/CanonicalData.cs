using System.Collections;
using System.Globalization;

namespace Reprise.Core.Mapping.Normalising;

/// <summary>Decompositions and combining classes of Unicode 14. What composes is the same in every later version: https://www.unicode.org/policies/stability_policy.html.</summary>
internal sealed class CanonicalData
{
    private const int Points = 0x110000;

    private static readonly Lazy<CanonicalData> Loaded = new(Load);

    private readonly Dictionary<int, (int First, int Second)> _parts = [];
    private readonly Dictionary<(int First, int Second), int> _composed = [];
    private readonly Dictionary<int, byte> _classes = [];
    private readonly BitArray _mayChange = new(Points);

    private CanonicalData()
    {
        // Vowels and finals of Hangul compose with what is before them.
        for (var point = 0x1161; point < 0x11C3; point++)
        {
            _mayChange[point] = true;
        }
    }

    /// <summary>The data, read once.</summary>
    public static CanonicalData Instance => Loaded.Value;

    /// <summary>True for a code point that may compose with one before it, change places, or be decomposed for good.</summary>
    public bool MayChange(int point) => _mayChange[point];

    /// <summary>Canonical combining class.</summary>
    public int ClassOf(int point) => point < 0x300 ? 0 : _classes.GetValueOrDefault(point);

    /// <summary>What a code point decomposes into; the second is 0 when there is one only; null when it does not.</summary>
    public (int First, int Second)? PartsOf(int point) => _parts.TryGetValue(point, out var parts) ? parts : null;

    /// <summary>The code point that two compose to, or null.</summary>
    public int? Composed(int first, int second) => _composed.TryGetValue((first, second), out var point) ? point : null;

    private static CanonicalData Load()
    {
        const string Name = "Reprise.Core.Mapping.Normalising.Unicode.canonical.txt";
        using var stream = typeof(CanonicalData).Assembly.GetManifestResourceStream(Name) ?? throw new InvalidOperationException($"The resource {Name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        var data = new CanonicalData();
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                data.Add(line.Split(' '));
            }
        }

        return data;
    }

    private void Add(string[] words)
    {
        var point = Point(words[1]);
        if (words[0] == "C")
        {
            for (var last = Point(words[2]); point <= last; point++)
            {
                _classes[point] = byte.Parse(words[3], CultureInfo.InvariantCulture);
                _mayChange[point] = true;
            }

            return;
        }

        var parts = (First: Point(words[2]), Second: words.Length > 3 ? Point(words[3]) : 0);
        _parts[point] = parts;
        if (words[0] == "X")
        {
            _mayChange[point] = true;
        }
        else
        {
            _composed[parts] = point;
            _mayChange[parts.Second] = true;
        }
    }

    private static int Point(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
