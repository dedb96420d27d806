using System.Collections.Frozen;
using System.Globalization;

namespace Reprise.Core.Mapping.Normalising;

/// <summary>A date as it is written in French, day first, becomes ISO 8601: <c>31/12/2024</c>, <c>31.12.24</c>, <c>mardi 31 décembre 2024</c>, <c>1er janv. 2024 à 14h30</c>. A date in ISO form is left alone.</summary>
/// <remarks>
/// ISO 8601-1. Years of two digits are those that MySQL takes them for, 1970 to 2069: https://dev.mysql.com/doc/refman/8.4/en/two-digit-years.html; do not read dates of birth so. Days that no calendar has, zero dates among them, are refused.
/// </remarks>
internal sealed class FrenchDate() : Normaliser(NormaliserNames.FrenchDate)
{
    private const int MostLength = 64;
    private const int IsoLength = 10;
    private const int FirstOfLastCentury = 70;

    private static readonly FrozenDictionary<string, int> Months = new[]
    {
        "JANVIER JANV JAN", "FEVRIER FEVR FEV", "MARS", "AVRIL AVR", "MAI", "JUIN", "JUILLET JUIL", "AOUT", "SEPTEMBRE SEPT SEP", "OCTOBRE OCT", "NOVEMBRE NOV", "DECEMBRE DEC",
    }
    .SelectMany((names, index) => names.Split(' ').Select(name => (Name: name, Month: index + 1)))
    .ToFrozenDictionary(pair => pair.Name, pair => pair.Month, StringComparer.Ordinal);

    private static readonly string[] Weekdays = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

    protected override bool TryWrite(ReadOnlySpan<char> text, CharRoom room)
    {
        text = TextParts.Trim(text);
        if (text.IsEmpty || text.Length > MostLength)
        {
            return false;
        }

        return IsIso(text) ? TryWriteIso(text, room) : TryWriteFrench(text, room);
    }

    private static bool IsIso(ReadOnlySpan<char> text) => text.Length >= IsoLength && TextParts.AreDigits(text[..4]) && text[4] is '-' or '/';

    /// <summary>The year first; whether the time behind the day is one, the conversion to the target's type tells.</summary>
    private static bool TryWriteIso(ReadOnlySpan<char> text, CharRoom room)
    {
        room.Append(text);
        room.Written[..IsoLength].Replace('/', '-');
        return DateOnly.TryParseExact(room.Written[..IsoLength], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            && (text.Length == IsoLength || text[IsoLength] is ' ' or 'T');
    }

    private static bool TryWriteFrench(ReadOnlySpan<char> text, CharRoom room)
    {
        var words = new Words(text);
        if (!words.TryNext(out var day) || (LetterCase.IsOneOf(day, Weekdays) && !words.TryNext(out day)) || !words.TryNext(out var month) || !words.TryNext(out var year))
        {
            return false;
        }

        if (!TryYear(year, out var years) || !TryMonth(month, out var months) || !TryNumber(day.Equals("1er", StringComparison.OrdinalIgnoreCase) ? "1" : day, out var days)
            || days == 0 || days > DateTime.DaysInMonth(years, months))
        {
            return false;
        }

        Append(years, 4, room);
        room.Append('-');
        Append(months, 2, room);
        room.Append('-');
        Append(days, 2, room);
        return TryWriteTime(ref words, room);
    }

    private static bool TryYear(ReadOnlySpan<char> word, out int year)
    {
        var isYear = word.Length is 2 or 4 && TextParts.AreDigits(word);
        year = isYear ? int.Parse(word, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        if (word.Length == 2)
        {
            year += year < FirstOfLastCentury ? 2000 : 1900;
        }

        return isYear && year > 0;
    }

    private static bool TryMonth(ReadOnlySpan<char> word, out int month) =>
        (TryNumber(word, out month) || Months.TryGetValue(TextParts.Fold(word), out month)) && month is > 0 and <= 12;

    private static bool TryNumber(ReadOnlySpan<char> word, out int number)
    {
        number = 0;
        return word.Length is 1 or 2 && TextParts.AreDigits(word) && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static bool TryWriteTime(ref Words words, CharRoom room)
    {
        if (!words.TryNext(out var time) || (time is "à" or "a" && !words.TryNext(out time)))
        {
            return true;
        }

        Span<Range> parts = stackalloc Range[4];
        var count = time.SplitAny(parts, ":hH");
        if (words.TryNext(out _) || count is < 2 or > 3 || !TryNumber(time[parts[0]], out var hour) || hour > 23)
        {
            return false;
        }

        var (minute, second) = (0, 0);
        if ((!time[parts[1]].IsEmpty && !TryNumber(time[parts[1]], out minute)) || (count == 3 && !TryNumber(time[parts[2]], out second)) || minute > 59 || second > 59)
        {
            return false;
        }

        room.Append(' ');
        Append(hour, 2, room);
        room.Append(':');
        Append(minute, 2, room);
        room.Append(':');
        Append(second, 2, room);
        return true;
    }

    private static void Append(int number, int digits, CharRoom room)
    {
        var figures = room.Take(digits);
        for (var i = digits - 1; i >= 0; i--)
        {
            figures[i] = (char)('0' + (number % 10));
            number /= 10;
        }
    }

    /// <summary>What is between spaces, slashes, points, hyphens and commas.</summary>
    private ref struct Words(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> _rest = text;

        public bool TryNext(out ReadOnlySpan<char> word)
        {
            while (!_rest.IsEmpty && IsBetween(_rest[0]))
            {
                _rest = _rest[1..];
            }

            var length = 0;
            while (length < _rest.Length && !IsBetween(_rest[length]))
            {
                length++;
            }

            word = _rest[..length];
            _rest = _rest[length..];
            return length > 0;
        }

        private static bool IsBetween(char unit) => unit is '/' or '.' or '-' or ',' || TextParts.IsBlank(unit);
    }
}
