using Reprise.Core.Plans;
using Reprise.Resolution.Text;

namespace Reprise.Resolution.Fields;

/// <summary>Takes the values of one field record after record, normalises them for the role and keeps each distinct one once.</summary>
/// <param name="name">Name for explanations.</param>
/// <param name="role">What the field says.</param>
public sealed class MatchFieldBuilder(string name, FieldRole role)
{
    private readonly List<int> _values = [];
    private readonly List<string> _texts = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly FieldText _form = FieldText.Of(role);
    private char[] _buffer = new char[256];

    /// <summary>Adds the value of the next record; empty, or nothing of meaning in it, counts as none.</summary>
    public void Append(ReadOnlySpan<char> value)
    {
        if (_buffer.Length < FieldText.Capacity(value.Length))
        {
            _buffer = new char[FieldText.Capacity(value.Length) * 2];
        }

        var written = _form.Write(value, _buffer);
        _values.Add(written == 0 ? MatchField.Missing : Number(_buffer.AsSpan(0, written)));
    }

    /// <summary>The field, once every record has been appended.</summary>
    public MatchField Build() => new(name, role, [.. _values], [.. _texts]);

    private int Number(ReadOnlySpan<char> text)
    {
        var known = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!known.TryGetValue(text, out var number))
        {
            number = _texts.Count;
            var kept = text.ToString();
            _texts.Add(kept);
            _numbers.Add(kept, number);
        }

        return number;
    }
}
