using System.Text;
using System.Text.Unicode;
using Reprise.Core.Columns;
using Reprise.Core.Mapping.Converters;
using Reprise.Core.Plans;

namespace Reprise.Core.Mapping.Normalising;

/// <summary>Normalisers and map of one column, applied to one text after the other. Nothing is allocated where nothing changes. Not thread-safe.</summary>
/// <remarks>
/// Text that stands for no value (blank, where the plan makes that null) is handed on without being looked at, also when a normaliser leaves nothing else. A refused text that is kept stays as the normaliser found it;
/// later normalisers do not see it, the map does.
/// </remarks>
internal sealed class ValueRules
{
    private const int FirstBytes = 1024;

    private readonly Normaliser[] _steps;
    private readonly TextRules _blanks;
    private readonly MisfitOutcome? _invalid;
    private readonly MapLookup? _map;
    private readonly List<int> _marks = [];
    private CharRoom _current = new();
    private CharRoom _spare = new();
    private byte[] _encoded = new byte[FirstBytes];
    private int _encodedLength;

    /// <summary>The rules of a column.</summary>
    /// <param name="rule">Its rule.</param>
    /// <param name="blanks">Texts that stand for no value.</param>
    public ValueRules(SourceColumnRule rule, TextRules blanks)
    {
        _steps = [.. rule.Normalise.Select(Normalisers.Get)];
        _blanks = blanks;
        _invalid = rule.Invalid;
        _map = rule.Map is null ? null : new MapLookup(rule.Map);
        Reasons = [.. rule.Normalise.SelectMany(name => new[] { name, Mapping.Reasons.Invalid(name) }), Mapping.Reasons.Map, Mapping.Reasons.MapToNull, Mapping.Reasons.UnknownValue];
    }

    /// <summary>Everything that can happen to a value, as the ledger names it; <see cref="Marks"/> are places in it.</summary>
    public IReadOnlyList<string> Reasons { get; }

    /// <summary>What happened to the text last read, apart from its being refused.</summary>
    public IReadOnlyList<int> Marks => _marks;

    /// <summary>The text in the place of the one last read, when it was <see cref="ValueOutcome.Changed"/>; valid until the next.</summary>
    public ReadOnlySpan<byte> Text => _encoded.AsSpan(0, _encodedLength);

    /// <summary>Why the text last read was <see cref="ValueOutcome.Refused"/>.</summary>
    public string Refusal { get; private set; } = string.Empty;

    /// <summary>True when the plan's replacement may take the place of the text refused.</summary>
    public bool MayReplace { get; private set; }

    /// <summary>Reads a text. Bytes that are none are left to the conversion, which refuses them.</summary>
    public ValueOutcome Apply(ReadOnlySpan<byte> utf8)
    {
        _marks.Clear();
        if (_blanks.Judge(utf8) != Verdict.Good || !Utf8.IsValid(utf8))
        {
            return ValueOutcome.Same;
        }

        _current.Clear();
        var chars = _current.Take(utf8.Length);
        _current.Cut(Encoding.UTF8.GetChars(utf8, chars));
        var normalised = Normalise();
        var outcome = normalised is ValueOutcome.Same or ValueOutcome.Changed && _map is not null && !IsBlank() ? Map(normalised) : normalised;
        if (outcome == ValueOutcome.Changed)
        {
            Encode();
        }

        return outcome;
    }

    private ValueOutcome Normalise()
    {
        var outcome = ValueOutcome.Same;
        for (var i = 0; i < _steps.Length && !IsBlank(); i++)
        {
            switch (_steps[i].Apply(_current.Written, _spare))
            {
                case Normalised.Changed:
                    (_current, _spare) = (_spare, _current);
                    _marks.Add(i * 2);
                    outcome = ValueOutcome.Changed;
                    break;
                case Normalised.Refused:
                    return Misfit(_invalid, mark: (i * 2) + 1, outcome);
                default:
                    break;
            }
        }

        return outcome;
    }

    private ValueOutcome Map(ValueOutcome before)
    {
        if (_map!.TryFind(_current.Written, out var text))
        {
            if (text is null)
            {
                _marks.Add(Reasons.Count - 2);
                return ValueOutcome.Null;
            }

            return _current.Written.SequenceEqual(text) ? before : Replace(text, mark: Reasons.Count - 3);
        }

        return _map.UnknownText is { } replacement ? Replace(replacement, mark: Reasons.Count - 1) : Misfit(_map.Unknown, mark: Reasons.Count - 1, before);
    }

    private ValueOutcome Replace(string text, int mark)
    {
        _current.Clear();
        _current.Append(text);
        _marks.Add(mark);
        return ValueOutcome.Changed;
    }

    private ValueOutcome Misfit(MisfitOutcome? chosen, int mark, ValueOutcome before)
    {
        if (chosen is null or MisfitOutcome.Quarantine)
        {
            Refusal = Reasons[mark];
            MayReplace = chosen is null;
            return ValueOutcome.Refused;
        }

        _marks.Add(mark);
        return chosen == MisfitOutcome.Keep ? before : ValueOutcome.Null;
    }

    private bool IsBlank() => _blanks.BlankAsNull && _current.Written.IsWhiteSpace();

    private void Encode()
    {
        _encodedLength = Encoding.UTF8.GetByteCount(_current.Written);
        if (_encoded.Length < _encodedLength || _encoded.Length > LargeMemory.Threshold)
        {
            _encoded = new byte[Math.Max(_encodedLength, FirstBytes)];
        }

        Encoding.UTF8.GetBytes(_current.Written, _encoded);
    }
}
