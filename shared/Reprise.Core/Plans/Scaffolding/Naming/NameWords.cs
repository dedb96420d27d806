namespace Reprise.Core.Plans.Scaffolding.Naming;

/// <summary>The words of a table's or column's name.</summary>
internal sealed class NameWords
{
    private const double KindOfValue = 0.3;
    private const double KindOfKey = 0.2;
    private const double OwnTable = 0.25;

    private static readonly HashSet<string> Articles = ["de", "du", "des", "d", "la", "le", "les", "l", "of", "the", "a", "et", "and", "is", "est", "par", "by", "pour", "for", "tbl", "table", "t", "fld", "col"];
    private static readonly HashSet<string> Moments = ["date", "at", "on", "heure", "time", "datetime", "timestamp", "jour", "day", "dt", "le", "hour"];
    private static readonly HashSet<string> KeyWords = ["id", "fk", "pk", "key", "cle", "uuid", "idx", "ids"];
    private static readonly HashSet<string> Vague = ["private", "prive", "public", "code", "num", "numero", "number", "type", "val", "value", "valeur", "principal", "main"];

    private NameWords(IReadOnlyList<NameWord> words) => Words = words;

    /// <summary>The words in order.</summary>
    public IReadOnlyList<NameWord> Words { get; }

    /// <summary>True when the name says that its values are keys of rows: <c>fk_soc</c>, <c>societe_id</c>.</summary>
    public bool IsKey => Words.Count > 1 && Words.Any(word => KeyWords.Contains(word.Text));

    /// <summary>The words of a name.</summary>
    /// <param name="name">The name as the catalog spells it.</param>
    /// <param name="prefix">What names of its kind begin with and which says nothing, such as <c>llx_</c>; empty = nothing.</param>
    public static NameWords Of(string name, string prefix = "")
    {
        var bare = prefix.Length > 0 && name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? name[prefix.Length..] : name;
        var raw = NameLetters.Split(bare).SelectMany(Known).ToList();
        var said = raw.Where(word => !Articles.Contains(word)).ToList();
        return new NameWords(Phrases(said.Count > 0 ? said : raw));
    }

    /// <summary>The same words, those of the table's own name worth less where others say more: <c>code_manif</c> of <c>manifestations</c>.</summary>
    public NameWords Within(NameWords table)
    {
        var others = Words.Any(word => word.Weight >= KindOfValue && !IsOf(table, word));
        return others ? new NameWords([.. Words.Select(word => IsOf(table, word) ? word with { Weight = Math.Min(word.Weight, OwnTable) } : word)]) : this;
    }

    /// <summary>These words and then others.</summary>
    public NameWords And(NameWords other) => new([.. Words, .. other.Words]);

    /// <summary>True when any word belongs to the group at full strength.</summary>
    public bool Means(string group) => Words.Any(word => word.Groups.GetValueOrDefault(group) >= 1);

    /// <summary>How near two names are in meaning, 0 to 1: what their words share, by weight, in the whole of both.</summary>
    public double Likeness(NameWords other)
    {
        var (takenOwn, takenForeign, shared) = (new bool[Words.Count], new bool[other.Words.Count], 0d);
        while (Nearest(other, takenOwn, takenForeign) is { Shared: > 0 } pair)
        {
            (takenOwn[pair.Own], takenForeign[pair.Foreign]) = (true, true);
            shared += pair.Shared;
        }

        var whole = Words.Sum(word => word.Weight) + other.Words.Sum(word => word.Weight);
        return whole == 0 ? 0 : shared / whole;
    }

    // Names have a handful of words: looking through all pairs again is cheaper than sorting them.
    private (int Own, int Foreign, double Shared) Nearest(NameWords other, bool[] takenOwn, bool[] takenForeign)
    {
        var nearest = (Own: -1, Foreign: -1, Shared: 0d);
        for (var own = 0; own < Words.Count; own++)
        {
            for (var foreign = 0; foreign < other.Words.Count; foreign++)
            {
                if (!takenOwn[own] && !takenForeign[foreign]
                    && Words[own].Likeness(other.Words[foreign]) * (Words[own].Weight + other.Words[foreign].Weight) is var shared && shared > nearest.Shared)
                {
                    nearest = (own, foreign, shared);
                }
            }
        }

        return nearest;
    }

    private static bool IsOf(NameWords table, NameWord word) => table.Words.Any(own => own.Likeness(word) >= 0.9);

    private static IReadOnlyList<string> Known(string word)
    {
        var lexicon = Lexicon.Instance;
        var single = NameLetters.Singular(word);
        if (lexicon.Groups(word).Count > 0 || Moments.Contains(word) || KeyWords.Contains(word))
        {
            return [word];
        }

        return lexicon.Knows(single) ? [single]
            : lexicon.Knows(word) ? [word]
            : [.. lexicon.Split(word).SelectMany(part => part == word ? [single] : Known(part))];
    }

    private static List<NameWord> Phrases(List<string> words)
    {
        var phrases = new List<NameWord>();
        for (var at = 0; at < words.Count;)
        {
            var length = Lexicon.Instance.PhraseAt(words, at);
            var phrase = string.Join(' ', words.Skip(at).Take(length));
            phrases.Add(Word(phrase, words.Count));
            at += length;
        }

        return phrases;
    }

    private static NameWord Word(string phrase, int words) => phrase switch
    {
        _ when Moments.Contains(phrase) => new NameWord("date", KindOfValue, Lexicon.Instance.Groups(phrase)),
        _ when KeyWords.Contains(phrase) => new NameWord("id", KindOfKey, Lexicon.Instance.Groups(phrase)),
        _ when words > 1 && Vague.Contains(phrase) => new NameWord(phrase, 0.5, Lexicon.Instance.Groups(phrase)),
        "1" => new NameWord(phrase, 0.1, Lexicon.Instance.Groups(phrase)),
        _ => new NameWord(phrase, 1, Lexicon.Instance.Groups(phrase)),
    };
}
