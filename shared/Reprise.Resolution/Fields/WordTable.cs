using Reprise.Resolution.Text;

namespace Reprise.Resolution.Fields;

/// <summary>The words of a field's distinct values: each value as the numbers of its words in their order, and how rare each word is.</summary>
internal sealed class WordTable
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];
    private readonly List<int> _records = [];
    private readonly int[] _starts;
    private readonly List<int> _ofValues = [];

    /// <summary>Cuts the values of a field into words.</summary>
    /// <param name="field">The field.</param>
    /// <param name="rules">Words that say nothing or have a usual form.</param>
    public WordTable(MatchField field, WordRules rules)
    {
        _starts = new int[field.DistinctCount + 1];
        for (var value = 0; value < field.DistinctCount; value++)
        {
            _starts[value] = _ofValues.Count;
            Cut(field.Text(value), rules);
            Count(value, field.Occurrences(value));
        }

        _starts[field.DistinctCount] = _ofValues.Count;
        var total = Math.Log2(Math.Max(2, field.Filled));
        // A word that every second record has weighs next to nothing; one that a single record has weighs 1.
        Rarities = [.. _records.Select(count => (float)Math.Max(0.05, (Math.Log2(Math.Max(2, field.Filled)) - Math.Log2(count)) / total))];
        Words = [.. _words];
        _numbers.Clear();
    }

    /// <summary>The words.</summary>
    public string[] Words { get; }

    /// <summary>Rarity by word: from 0.05 (everywhere) to 1 (in one record).</summary>
    public float[] Rarities { get; }

    /// <summary>Words of a value that say something, by their numbers.</summary>
    public ReadOnlySpan<int> Of(int value) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_ofValues)[_starts[value].._starts[value + 1]];

    /// <summary>Records that have a word.</summary>
    public int Occurrences(int word) => _records[word];

    private void Cut(ReadOnlySpan<char> text, WordRules rules)
    {
        var first = _ofValues.Count;
        var initials = new Initials();
        foreach (var range in text.Split(' '))
        {
            var word = text[range];
            if (word.Length == 1 && char.IsAsciiLetter(word[0]) && initials.TryAdd(word[0]))
            {
                continue;
            }

            AddInitials(ref initials, rules);
            Add(word, rules);
        }

        AddInitials(ref initials, rules);
        if (_ofValues.Count == first)
        {
            // A name of nothing but such words is still a name.
            foreach (var range in text.Split(' '))
            {
                Add(text[range], WordRules.None);
            }
        }
    }

    private void AddInitials(ref Initials initials, WordRules rules)
    {
        if (initials.Length > 0)
        {
            Add(initials.Text, rules);
            initials = new Initials();
        }
    }

    private void Add(ReadOnlySpan<char> word, WordRules rules)
    {
        var form = rules.Find(word);
        if (form is { Length: 0 } || word.IsEmpty)
        {
            return;
        }

        word = form ?? word;
        var known = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!known.TryGetValue(word, out var number))
        {
            number = _words.Count;
            _words.Add(word.ToString());
            _records.Add(0);
            _numbers.Add(_words[number], number);
        }

        _ofValues.Add(number);
    }

    private void Count(int value, int records)
    {
        for (var i = _starts[value]; i < _ofValues.Count; i++)
        {
            if (_ofValues.IndexOf(_ofValues[i], _starts[value]) == i)
            {
                _records[_ofValues[i]] += records;
            }
        }
    }

    /// <summary>Letters that stand alone one after the other: "s a r l" is sarl, "v j" is vj.</summary>
    [System.Runtime.CompilerServices.InlineArray(Capacity)]
    private struct Letters
    {
        public const int Capacity = 8;
        private char _first;
    }

    private ref struct Initials
    {
        private Letters _letters;

        public int Length { get; private set; }

        [System.Diagnostics.CodeAnalysis.UnscopedRef]
        public readonly ReadOnlySpan<char> Text => ((ReadOnlySpan<char>)_letters)[..Length];

        public bool TryAdd(char letter)
        {
            if (Length == Letters.Capacity)
            {
                return false;
            }

            _letters[Length++] = letter;
            return true;
        }
    }
}
