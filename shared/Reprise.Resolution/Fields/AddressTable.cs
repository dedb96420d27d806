using Reprise.Resolution.Text;

namespace Reprise.Resolution.Fields;

/// <summary>Addresses in two parts: the number in the street, and the words of the street.</summary>
internal sealed class AddressTable
{
    private readonly MatchField _street;
    private readonly MatchField? _numbers;
    private readonly string?[] _inStreet;

    /// <summary>Parts of a street field and, where there is one, of a number field.</summary>
    public AddressTable(MatchField street, MatchField? numbers)
    {
        _numbers = numbers;
        _inStreet = new string?[street.DistinctCount];
        var builder = new List<string>(street.DistinctCount);
        for (var value = 0; value < street.DistinctCount; value++)
        {
            var (number, name) = Split(street.Text(value));
            _inStreet[value] = number;
            builder.Add(name);
        }

        _street = street;
        Words = new WordTable(street.With(builder), WordRules.Addresses);
    }

    /// <summary>Words of the streets, by the number of the street's value.</summary>
    public WordTable Words { get; }

    /// <summary>Number of the street's value of a record; <see cref="MatchField.Missing"/> = none.</summary>
    public int Street(int record) => _street[record];

    /// <summary>The number in the street of a record; null = none.</summary>
    public string? Number(int record)
    {
        var street = _street[record];
        return _numbers is not null && _numbers[record] >= 0 ? _numbers.Text(_numbers[record]) : street < 0 ? null : _inStreet[street];
    }

    /// <summary>"12 bis rue de la paix" is 12 and the rest; a number elsewhere (apartment, 11 novembre) is a word of the street.</summary>
    private static (string? Number, string Street) Split(string text)
    {
        var end = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (end is 0 or -1 || end > 6)
        {
            return (null, text);
        }

        // 12b, 12-14: what follows the digits up to the space is left out.
        var space = text.IndexOf(' ', end);
        return space < 0 || space - end > 1 ? (null, text) : (text[..end].TrimStart('0'), text[(space + 1)..]);
    }
}
