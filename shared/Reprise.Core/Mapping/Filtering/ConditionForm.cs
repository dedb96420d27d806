using System.Text;
using Reprise.Core.Catalogs;

namespace Reprise.Core.Mapping.Filtering;

/// <summary>How values of a column are compared in a condition.</summary>
internal enum ConditionForm
{
    /// <summary>Not at all: two texts of such a value may mean the same.</summary>
    None,

    /// <summary>As numbers, of any length.</summary>
    Number,

    /// <summary>As dates, with or without a time, a zero date before all others.</summary>
    Moment,

    /// <summary>As texts, for equality only: an order depends on the collation.</summary>
    Text,
}

/// <summary>Canonical texts of values that are compared in conditions. For values of a row they are those of <see cref="SourceKey"/>.</summary>
internal static class ConditionForms
{
    private const int DayLength = 10;
    private const string Midnight = " 00:00:00";

    /// <summary>The form of a source column.</summary>
    public static ConditionForm Of(SourceColumn column) => column.DataType switch
    {
        "tinyint" or "smallint" or "mediumint" or "int" or "integer" or "bigint" or "year" or "bit" or "decimal" or "numeric" or "fixed" or "dec" => ConditionForm.Number,
        "date" or "datetime" or "timestamp" => ConditionForm.Moment,
        "char" or "varchar" or "tinytext" or "text" or "mediumtext" or "longtext" or "enum" or "set" => ConditionForm.Text,
        _ => ConditionForm.None,
    };

    /// <summary>The canonical text of what a plan compares with; null when the column has no such value.</summary>
    public static byte[]? Of(string value, SourceColumn column) => Of(column) switch
    {
        ConditionForm.Number => Number(value),
        ConditionForm.Moment => Moment(value, column.DataType == "date"),
        ConditionForm.Text => Encoding.UTF8.GetBytes(value),
        _ => null,
    };

    /// <summary>The text of a moment without its zone and without zeros at the end of its fraction.</summary>
    public static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> moment)
    {
        moment = moment.EndsWith("+00"u8) ? moment[..^3] : moment;
        return moment.Contains((byte)'.') ? moment.TrimEnd((byte)'0').TrimEnd((byte)'.') : moment;
    }

    private static byte[]? Number(string value)
    {
        var digits = value.AsSpan().Trim();
        var isNegative = digits.StartsWith('-');
        digits = digits.TrimStart(isNegative ? '-' : '+');
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? [] : digits[(point + 1)..];
        if (!Normalising.TextParts.AreDigits(whole) || (point >= 0 && !Normalising.TextParts.AreDigits(fraction)))
        {
            return null;
        }

        whole = whole.TrimStart('0');
        fraction = fraction.TrimEnd('0');
        var text = $"{(whole.IsEmpty ? "0" : whole)}{(fraction.IsEmpty ? string.Empty : $".{fraction}")}";
        return Encoding.ASCII.GetBytes(isNegative && text != "0" ? $"-{text}" : text);
    }

    /// <summary>A day, 0000-00-00 among them, and where the column has one a time: midnight when none is said.</summary>
    private static byte[]? Moment(string value, bool isDay)
    {
        var text = value.Trim();
        if (!Fits(text.Length > DayLength ? text[..DayLength] : text, "9999-99-99") || (text.Length > DayLength && (isDay || !FitsTime(text[DayLength..]))))
        {
            return null;
        }

        return Trimmed(Encoding.ASCII.GetBytes(isDay || text.Length > DayLength ? text : text + Midnight)).ToArray();
    }

    private static bool FitsTime(string time) =>
        time.Length >= Midnight.Length
        && Fits(time[..Midnight.Length], " 99:99:99")
        && (time.Length == Midnight.Length || (time[Midnight.Length] == '.' && Normalising.TextParts.AreDigits(time.AsSpan(Midnight.Length + 1))));

    private static bool Fits(string text, string pattern) => text.Length == pattern.Length && text.Zip(pattern).All(pair => pair.Second == '9' ? char.IsAsciiDigit(pair.First) : pair.First == pair.Second);
}
