using Reprise.Core.Plans;
using Reprise.Resolution.Blocking;
using Reprise.Resolution.Fields;
using Reprise.Resolution.Text;

namespace Reprise.Resolution.Comparisons;

/// <summary>The comparisons and blocking rules of a kind of record, for the fields that there are.</summary>
internal sealed class RecordComparisons
{
    private readonly RecordSet _records;
    private readonly List<Comparison> _comparisons = [];
    private readonly List<BlockingRule> _rules = [];
    private readonly AddressTable? _addresses;

    public RecordComparisons(RecordSet records, RecordKind kind)
    {
        _records = records;
        _addresses = records.Find(FieldRole.Street) is { } street ? new AddressTable(street, records.Find(FieldRole.StreetNumber)) : null;
        AddCodes();
        if (kind == RecordKind.Person)
        {
            AddPerson();
        }
        else
        {
            AddOrganisation();
        }

        AddPlace();
    }

    /// <summary>The comparisons.</summary>
    public Comparison[] Comparisons => [.. _comparisons];

    /// <summary>The blocking rules, the surest first.</summary>
    public IReadOnlyList<BlockingRule> Rules => _rules;

    private void AddCodes()
    {
        // An identifier is given once; a telephone number changes hands, and stands for a household or a switchboard.
        foreach (var field in _records.All(FieldRole.Identifier).Concat(_records.All(FieldRole.Phone)))
        {
            _comparisons.Add(field.Role == FieldRole.Identifier ? new CodeComparison(field, mostUnlike: 0.03, mostBits: 20) : new CodeComparison(field, mostUnlike: 0.5, mostBits: 9));
            _rules.Add(new(BlockingKey.Value(field)));
        }

        foreach (var field in _records.All(FieldRole.Email))
        {
            _comparisons.Add(new EmailComparison(field));
            _rules.Add(new(BlockingKey.Value(field)));
        }
    }

    private void AddPerson()
    {
        var family = _records.Find(FieldRole.FamilyName);
        var given = _records.Find(FieldRole.GivenName);
        var birth = _records.Find(FieldRole.BirthDate);
        Add(family, field => new PersonNameComparison(field, given));
        Add(given, field => new PersonNameComparison(field, family));
        Add(birth, field => new BirthDateComparison(field));
        AddRule(Sound(family), Value(birth));
        AddRule(Sound(given), Value(birth));
        AddRule(Value(family), Value(given));
        AddRule(Sound(family), Sound(given));
        AddRule(Value(birth));
        foreach (var place in new[] { Value(_records.Find(FieldRole.PostalCode)), Value(_records.Find(FieldRole.City)) })
        {
            AddRule(place, Sound(family));
            AddRule(place, Sound(given));
            AddRule(place, Value(_records.Find(FieldRole.StreetNumber)));
        }

        if (family is not null && given is not null)
        {
            _rules.Add(new(new SwappedNames(family, given)));
        }
    }

    private void AddOrganisation()
    {
        var code = _records.Find(FieldRole.PostalCode);
        var city = _records.Find(FieldRole.City);
        foreach (var field in _records.All(FieldRole.OrganisationName))
        {
            var words = new WordTable(field, WordRules.OrganisationNames);
            _comparisons.Add(new OrganisationNameComparison(field, words));
            AddRule(Value(field), Value(code));
            AddRule(Value(field));
            AddRule(BlockingKey.RareWord(field, words, 3), Value(code));
            AddRule(BlockingKey.RareWord(field, words, 3), Sound(city));
            AddRule(BlockingKey.RareWords(field, words));
            AddRule(BlockingKey.RareWord(field, words, 2));
        }
    }

    private void AddPlace()
    {
        if (_addresses is not null)
        {
            _comparisons.Add(new AddressComparison(_records.Find(FieldRole.Street)!.Name, _addresses));
            AddRule(BlockingKey.StreetNumber(_addresses), BlockingKey.StreetWord(_addresses));
            AddRule(BlockingKey.StreetWord(_addresses), Value(_records.Find(FieldRole.PostalCode)));
            AddRule(BlockingKey.StreetWord(_addresses), Value(_records.Find(FieldRole.City)));
        }

        if (_records.Find(FieldRole.PostalCode) is var code && _records.Find(FieldRole.City) is var city && (code ?? city) is not null)
        {
            _comparisons.Add(new PlaceComparison(code, city));
        }

        foreach (var field in _records.All(FieldRole.AddressExtra).Concat(_records.All(FieldRole.Region)))
        {
            _comparisons.Add(new TextComparison(field));
        }
    }

    private void Add(MatchField? field, Func<MatchField, Comparison> comparison)
    {
        if (field is not null)
        {
            _comparisons.Add(comparison(field));
        }
    }

    private void AddRule(params BlockingKey?[] keys)
    {
        if (!keys.Contains(null))
        {
            _rules.Add(new([.. keys.OfType<BlockingKey>()]));
        }
    }

    private static BlockingKey? Value(MatchField? field) => field is null ? null : BlockingKey.Value(field);

    private static BlockingKey? Sound(MatchField? field) => field is null ? null : BlockingKey.Sound(field);
}
