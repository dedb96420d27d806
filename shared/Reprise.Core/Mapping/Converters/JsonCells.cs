using System.Runtime.InteropServices;
using System.Text.Json;
using Reprise.Core.Columns;

namespace Reprise.Core.Mapping.Converters;

/// <summary>Text as JSON: checked before PostgreSQL sees it, because one bad document would end the whole COPY.</summary>
/// <param name="isBinary">True for jsonb, which refuses more: U+0000, lone surrogates and numbers beyond numeric. See https://www.postgresql.org/docs/current/datatype-json.html.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly struct ToJson(bool isBinary) : IBytesCell
{
    /// <summary>Deeper documents than this are somebody's mistake, and PostgreSQL's stack has a limit too.</summary>
    private const int MaxDepth = 1_000;

    // Of numeric: https://www.postgresql.org/docs/current/datatype-numeric.html.
    private const int MaxDigitsBeforePoint = 131_072;
    private const int MaxDigitsBehindPoint = 16_383;

    public bool LeavesAlone(VariableColumn source)
    {
        for (var row = 0; row < source.Count; row++)
        {
            if (!source.IsNull(row) && Judge(source[row]) != Verdict.Good)
            {
                return false;
            }
        }

        return true;
    }

    public int MaxLength(int length) => length;

    public Verdict Convert(ReadOnlySpan<byte> value, Span<byte> room, out int length)
    {
        value.CopyTo(room);
        length = value.Length;
        return Judge(value);
    }

    private Verdict Judge(ReadOnlySpan<byte> json)
    {
        if (json.Length > FieldLimits.MaxBytes)
        {
            return Verdict.TooLong;
        }

        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
            var keys = new JsonKeys();
            while (reader.Read())
            {
                if (isBinary && !FitsBinary(ref reader))
                {
                    return Verdict.NotConvertible;
                }

                if (isBinary)
                {
                    keys.See(ref reader);
                }
            }

            return keys.AnyRepeated ? Verdict.KeysMerged : Verdict.Good;
        }
        catch (JsonException)
        {
            return Verdict.NotConvertible;
        }
    }

    private static bool FitsBinary(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String or JsonTokenType.PropertyName => reader.ValueSpan.Length <= FieldLimits.MaxJsonString && (!reader.ValueIsEscaped || HasOnlyCharacters(reader.ValueSpan)),
        JsonTokenType.Number => IsNumeric(reader.ValueSpan),
        _ => true,
    };

    /// <summary>False for an escape of U+0000 or of half a surrogate pair. The reader has already checked that escapes are well-formed.</summary>
    private static bool HasOnlyCharacters(ReadOnlySpan<byte> text)
    {
        var expectsLow = false;
        for (var i = 0; i < text.Length; i++)
        {
            var unit = 0x20;
            if (text[i] == '\\')
            {
                i++;
                if (text[i] == 'u')
                {
                    unit = Hexadecimal(text.Slice(i + 1, 4));
                    i += 4;
                }
            }

            var isLow = unit is >= 0xDC00 and <= 0xDFFF;
            if (unit == 0 || isLow != expectsLow)
            {
                return false;
            }

            expectsLow = unit is >= 0xD800 and <= 0xDBFF;
        }

        return !expectsLow;
    }

    private static int Hexadecimal(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var digit in digits)
        {
            value = (value << 4) | (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        return value;
    }

    private static bool IsNumeric(ReadOnlySpan<byte> number)
    {
        var mark = number.IndexOfAny((byte)'e', (byte)'E');
        var exponent = 0;
        if (mark >= 0 && (!int.TryParse(number[(mark + 1)..], System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out exponent) || Math.Abs((long)exponent) > MaxDigitsBeforePoint))
        {
            return false;
        }

        var mantissa = mark < 0 ? number : number[..mark];
        var point = mantissa.IndexOf((byte)'.');
        var before = point < 0 ? mantissa.Length : point;
        var behind = point < 0 ? 0 : mantissa.Length - point - 1;
        return before + exponent <= MaxDigitsBeforePoint && behind - exponent <= MaxDigitsBehindPoint;
    }
}
