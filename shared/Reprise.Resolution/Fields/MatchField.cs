using Reprise.Core.Plans;

namespace Reprise.Resolution.Fields;

/// <summary>One field of all records: a number per record that stands for its normalised value, and the distinct values.</summary>
/// <remarks>Memory: four bytes per record, and each distinct value once.</remarks>
public sealed class MatchField
{
    /// <summary>Number of a record without a value.</summary>
    public const int Missing = -1;

    private readonly int[] _values;
    private readonly string[] _texts;
    private readonly int[] _counts;

    internal MatchField(string name, FieldRole role, int[] values, string[] texts)
    {
        Name = name;
        Role = role;
        _values = values;
        _texts = texts;
        _counts = new int[texts.Length];
        foreach (var value in values)
        {
            if (value != Missing)
            {
                _counts[value]++;
                Filled++;
            }
        }
    }

    /// <summary>Name that a match's explanation uses: the column's.</summary>
    public string Name { get; }

    /// <summary>What the field says.</summary>
    public FieldRole Role { get; }

    /// <summary>Records that have a value.</summary>
    public int Filled { get; }

    /// <summary>Records.</summary>
    public int Count => _values.Length;

    /// <summary>Distinct values.</summary>
    public int DistinctCount => _texts.Length;

    /// <summary>Number of the value of a record; <see cref="Missing"/> = none.</summary>
    public int this[int record] => _values[record];

    /// <summary>A value, normalised for its role.</summary>
    public string Text(int value) => _texts[value];

    /// <summary>Share of the filled records that have a value, above 0 up to 1.</summary>
    public double Frequency(int value) => (double)_counts[value] / Filled;

    /// <summary>Records that have a value.</summary>
    public int Occurrences(int value) => _counts[value];

    /// <summary>The same field with each distinct value written otherwise.</summary>
    internal MatchField With(IReadOnlyList<string> texts) => new(Name, Role, _values, [.. texts]);
}
