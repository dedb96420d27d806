using System.Diagnostics;
using System.Globalization;

namespace Reprise.Core.Configuration.Loading;

/// <summary>
/// Reads a mapping key by key. Unknown, repeated, missing and empty keys are reported when it is opened, wrong values when they
/// are asked for; whatever was reported reads as null, so that reading goes on.
/// </summary>
internal sealed class YamlMapping
{
    private readonly Dictionary<string, YamlEntry> _entries = [];
    private readonly FileProblems _problems;
    private readonly KeySet _keys;
    private readonly string _path;

    public YamlMapping(YamlMap map, KeySet keys, FileProblems problems, string path = "")
    {
        (_problems, _keys, _path, Line) = (problems, keys, path, map.Line);
        foreach (var entry in map.Entries)
        {
            Open(entry);
        }

        foreach (var key in keys.Required.Where(key => !map.Entries.Any(entry => entry.Key == key)))
        {
            Report(ProblemCodes.MissingKey, Line, $"The key '{path}{key}' of {keys.Name} is missing.", "Add it.");
        }
    }

    /// <summary>Where the mapping is, for messages: empty, or dotted keys with a point at the end.</summary>
    public string Path => _path;

    /// <summary>Line on which the mapping begins.</summary>
    public int Line { get; }

    /// <summary>Line of a key, or of the mapping when the key is not there.</summary>
    public int LineOf(string key) => _entries.TryGetValue(key, out var entry) ? entry.Line : Line;

    /// <summary>The node under a key, or null.</summary>
    public YamlNode? Node(string key)
    {
        Debug.Assert(_keys.All.Contains(key), $"{_keys.Name} has no key {key}");
        return _entries.TryGetValue(key, out var entry) ? entry.Value : null;
    }

    /// <summary>True when the key is there with null for its value.</summary>
    public bool IsNull(string key) => Node(key) is YamlScalar { IsNull: true };

    /// <summary>Text: any scalar, since a code such as 75 needs no quotes.</summary>
    public string? Text(string key) => Scalar(key, "text")?.Text;

    /// <summary>Text with more in it than white space.</summary>
    public string? Words(string key)
    {
        var text = Text(key);
        if (text is not null && string.IsNullOrWhiteSpace(text))
        {
            Report(ProblemCodes.MissingValue, LineOf(key), $"The key '{_path}{key}' is blank.", "Write its value.");
            return null;
        }

        return text?.Trim();
    }

    public int? Integer(string key, int min, int max)
    {
        if (Scalar(key, "a whole number") is not { } scalar)
        {
            return null;
        }

        if (!scalar.IsPlain || !IsWholeNumber(scalar.Text))
        {
            WrongType(key, "a whole number", $"Write digits without quotes, such as {min}.");
            return null;
        }

        return int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : OutOfRange<int>(key, min, max);
    }

    public decimal? Decimal(string key, decimal min, decimal max)
    {
        if (Scalar(key, "a number") is not { } scalar)
        {
            return null;
        }

        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!scalar.IsPlain || !decimal.TryParse(scalar.Text, Styles, CultureInfo.InvariantCulture, out var value))
        {
            WrongType(key, "a number", "Write digits without quotes, with a point for decimals, such as 0.5.");
            return null;
        }

        return value >= min && value <= max ? value : OutOfRange<decimal>(key, min, max);
    }

    public bool? Boolean(string key)
    {
        if (Scalar(key, "true or false") is not { } scalar)
        {
            return null;
        }

        switch (scalar)
        {
            case { IsPlain: true, Text: "true" or "True" or "TRUE" }:
                return true;
            case { IsPlain: true, Text: "false" or "False" or "FALSE" }:
                return false;
            default:
                WrongType(key, "true or false", "Write true or false, without quotes.");
                return null;
        }
    }

    public T? Choice<T>(string key, params ReadOnlySpan<(string Word, T Meaning)> choices)
        where T : struct
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        foreach (var (word, meaning) in choices)
        {
            if (word == text)
            {
                return meaning;
            }
        }

        var words = choices.ToArray().Select(choice => choice.Word).ToArray();
        Report(
            ProblemCodes.UnknownWord,
            LineOf(key),
            $"{Spelling.Show(text)} is no value of '{_path}{key}'.",
            $"{Spelling.Suggest(text, words, string.Empty)} Write one of {Spelling.List(words)}.".TrimStart());
        return null;
    }

    /// <summary>A list of names without repetition; empty when the key is not there.</summary>
    public IReadOnlyList<string> Names(string key)
    {
        if (Node(key) is not { } node)
        {
            return [];
        }

        if (node is YamlList list)
        {
            return Distinct(key, list);
        }

        WrongType(key, "a list", "Write names in brackets, such as [rowid].");
        return [];
    }

    /// <summary>The mapping under a key, opened.</summary>
    public YamlMapping? Mapping(string key, KeySet keys) =>
        Map(key, keys.Name) is { } map ? new YamlMapping(map, keys, _problems, $"{_path}{key}.") : null;

    /// <summary>A mapping within one whose keys are free, opened.</summary>
    public YamlMapping Inner(YamlMap map, KeySet keys, string path) => new(map, keys, _problems, $"{_path}{path}");

    /// <summary>The mapping under a key whose own keys are free.</summary>
    public YamlMap? Map(string key, string what)
    {
        var node = Node(key);
        if (node is not null and not YamlMap)
        {
            WrongType(key, $"a mapping ({what})", "Write its keys on lines of their own, indented, or in braces.");
        }

        return node as YamlMap;
    }

    /// <summary>Reports that a value is of another type; the value is not repeated.</summary>
    public void WrongType(string key, string wanted, string remedy) =>
        Report(ProblemCodes.WrongType, LineOf(key), $"The value of '{_path}{key}' is not {wanted}.", remedy);

    public void Report(string code, int line, string message, string remedy) => _problems.Add(code, line, message, remedy);

    private void Open(YamlEntry entry)
    {
        if (!_keys.All.Contains(entry.Key))
        {
            Report(
                ProblemCodes.UnknownKey,
                entry.Line,
                $"{Spelling.Show(entry.Key)} is no key of {_keys.Name}.",
                Spelling.Suggest(entry.Key, _keys.All, $"Its keys are {Spelling.List(_keys.All)}."));
        }
        else if (_entries.TryGetValue(entry.Key, out var first))
        {
            Report(ProblemCodes.DuplicateKey, entry.Line, $"The key '{_path}{entry.Key}' is already on line {first.Line}.", "Keep one of them.");
        }
        else
        {
            _entries.Add(entry.Key, entry);
            RefuseEmpty(entry);
        }
    }

    private void RefuseEmpty(YamlEntry entry)
    {
        if (entry.Value is YamlScalar { IsNull: true } && !_keys.Nullable.Contains(entry.Key))
        {
            var remedy = _keys.Required.Contains(entry.Key) ? "Write one." : "Write one, or remove the key.";
            Report(ProblemCodes.MissingValue, entry.Line, $"The key '{_path}{entry.Key}' has no value.", remedy);
            _entries.Remove(entry.Key);
        }
    }

    private YamlScalar? Scalar(string key, string wanted)
    {
        switch (Node(key))
        {
            case null:
                return null;
            case YamlScalar scalar:
                return scalar;
            default:
                WrongType(key, wanted, "Write a single value; check brackets and indentation.");
                return null;
        }
    }

    private List<string> Distinct(string key, YamlList list)
    {
        var names = new List<string>();
        foreach (var item in list.Items)
        {
            if (item is not YamlScalar { IsNull: false } scalar || string.IsNullOrWhiteSpace(scalar.Text))
            {
                Report(ProblemCodes.WrongType, item.Line, $"An item of '{_path}{key}' is no name.", "Write names only.");
            }
            else if (names.Contains(scalar.Text))
            {
                Report(ProblemCodes.DuplicateItem, item.Line, $"{Spelling.Show(scalar.Text)} is twice in '{_path}{key}'.", "Keep one of them.");
            }
            else
            {
                names.Add(scalar.Text);
            }
        }

        return names;
    }

    private T? OutOfRange<T>(string key, T min, T max)
        where T : struct
    {
        Report(ProblemCodes.OutOfRange, LineOf(key), $"The value of '{_path}{key}' is out of range.", $"Write a number from {min} to {max}.");
        return null;
    }

    private static bool IsWholeNumber(string text) => text.TrimStart('-', '+') is { Length: > 0 } digits && digits.All(char.IsAsciiDigit);
}
