using System.Globalization;

namespace Reprise.Core.Plans.Scaffolding.Naming;

/// <summary>Which words and phrases mean the same in names of tables and columns: <c>lexicon.txt</c> beside this file.</summary>
internal sealed class Lexicon
{
    private const int LongestPhrase = 4;

    private static readonly Dictionary<string, double> NoGroups = [];

    private readonly Dictionary<string, Dictionary<string, double>> _groups = new(StringComparer.Ordinal);
    private readonly HashSet<string> _vocabulary = new(StringComparer.Ordinal);

    private Lexicon(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'))
        {
            Add(line);
        }
    }

    /// <summary>The lexicon of the product.</summary>
    public static Lexicon Instance { get; } = Embedded();

    /// <summary>Reads a lexicon.</summary>
    public static Lexicon Parse(string text) => new(text);

    /// <summary>True when the word is one, or part of a phrase.</summary>
    public bool Knows(string word) => _vocabulary.Contains(word);

    /// <summary>Groups of a word or phrase with the strength of its membership; empty when it is in none.</summary>
    public IReadOnlyDictionary<string, double> Groups(string phrase) => _groups.GetValueOrDefault(phrase, NoGroups);

    /// <summary>How many words from <paramref name="start"/> on make the longest known phrase; 1 when none does.</summary>
    public int PhraseAt(IReadOnlyList<string> words, int start)
    {
        for (var length = Math.Min(LongestPhrase, words.Count - start); length > 1; length--)
        {
            if (_groups.ContainsKey(string.Join(' ', words.Skip(start).Take(length))))
            {
                return length;
            }
        }

        return 1;
    }

    /// <summary>The word as two or more known words written together, such as <c>datedebut</c>; the word itself when it cannot be told.</summary>
    public IReadOnlyList<string> Split(string word)
    {
        for (var at = word.Length - 3; at >= 3; at--)
        {
            if (_vocabulary.Contains(word[..at]) && _vocabulary.Contains(word[at..]))
            {
                return [word[..at], word[at..]];
            }
        }

        return [word];
    }

    private void Add(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var head = line[..colon].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var strength = head.Length > 1 ? double.Parse(head[1], CultureInfo.InvariantCulture) : 1;
        foreach (var phrase in line[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            _vocabulary.UnionWith(phrase.Split(' '));
            if (!_groups.TryGetValue(phrase, out var groups))
            {
                _groups.Add(phrase, groups = []);
            }

            groups[head[0]] = Math.Max(strength, groups.GetValueOrDefault(head[0]));
        }
    }

    private static Lexicon Embedded()
    {
        using var stream = typeof(Lexicon).Assembly.GetManifestResourceStream("Reprise.Core.Plans.Scaffolding.lexicon.txt")
            ?? throw new System.Diagnostics.UnreachableException("The lexicon is part of the assembly.");
        using var reader = new StreamReader(stream);
        return new Lexicon(reader.ReadToEnd());
    }
}
