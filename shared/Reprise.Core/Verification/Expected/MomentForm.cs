using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Reprise.Core.Configuration;

namespace Reprise.Core.Verification.Expected;

/// <summary>Dates and times: <c>YYYY-MM-DD</c>, <c>HH:MM:SS[.FRACTION]</c> without zeros at its end, durations in microseconds.</summary>
internal static partial class MomentForm
{
    /// <summary>Ticks of a microsecond.</summary>
    public const long TicksPerMicrosecond = TimeSpan.TicksPerMillisecond / 1000;

    private const int DayLength = 10;
    private const int MomentLength = 19;

    /// <summary>A day, for a target of type date.</summary>
    public static Reading AppendDay(ReadOnlySpan<byte> text, bool isStrict, CellRow row)
    {
        if (!isStrict && text.Length == DayLength && IsDay(text))
        {
            row.Append(text);
            return Reading.Value;
        }

        var reading = Read(text, allowsZone: false, isStrict, out var moment, out _);
        if (reading != Reading.Value)
        {
            return reading;
        }

        var room = row.Reserve(16);
        moment.TryFormat(room, out var length, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        row.Commit(length);
        return reading;
    }

    /// <summary>A moment cut to so many digits of its second, for a timestamp; with a zone it ends in <c>+00</c>.</summary>
    public static Reading Append(ReadOnlySpan<byte> text, int digits, bool hasZone, bool isStrict, CellRow row)
    {
        if (!isStrict && IsMoment(text))
        {
            AppendPrinted(text, digits, hasZone, row);
            return Reading.Value;
        }

        var reading = Read(text, allowsZone: hasZone && isStrict, isStrict, out var moment, out _);
        if (reading != Reading.Value)
        {
            return reading;
        }

        var room = row.Reserve(40);
        moment.TryFormat(room, out var length, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        length += Fraction(moment.Ticks % TimeSpan.TicksPerSecond / TicksPerMicrosecond, digits, room[length..]);
        if (hasZone)
        {
            "+00"u8.CopyTo(room[length..]);
            length += 3;
        }

        row.Commit(length);
        return reading;
    }

    /// <summary>A local time cut to so many digits of its second, for a timestamp with time zone. Text that names a zone is of that one.</summary>
    public static Reading AppendLocal(ReadOnlySpan<byte> text, ZoneOffsets zone, int digits, bool isStrict, CellRow row)
    {
        DateTime local;
        var hasZone = false;
        if (!isStrict && IsMoment(text))
        {
            local = Printed(text);
        }
        else
        {
            var reading = Read(text, allowsZone: isStrict, isStrict, out local, out hasZone);
            if (reading != Reading.Value)
            {
                return reading;
            }
        }

        ZoneForm.Append(hasZone ? null : zone, local, digits, row);
        return Reading.Value;
    }

    /// <summary>A duration in microseconds, for an interval.</summary>
    public static Reading AppendDuration(ReadOnlySpan<byte> text, CellRow row)
    {
        if (!TryDuration(text, out var microseconds))
        {
            return Reading.Unfit;
        }

        IntegerForm.Append(microseconds, row);
        return Reading.Value;
    }

    /// <summary>A duration in whole seconds.</summary>
    public static Reading AppendSeconds(ReadOnlySpan<byte> text, long min, long max, CellRow row)
    {
        if (!TryDuration(text, out var microseconds) || microseconds / 1_000_000 < min || microseconds / 1_000_000 > max)
        {
            return Reading.Unfit;
        }

        IntegerForm.Append(microseconds / 1_000_000, row);
        return Reading.Value;
    }

    /// <summary>A duration as a time of day cut to so many digits of its second.</summary>
    public static Reading AppendTimeOfDay(ReadOnlySpan<byte> text, int digits, CellRow row)
    {
        if (!TryDuration(text, out var microseconds) || microseconds is < 0 or > 86_400_000_000)
        {
            return Reading.Unfit;
        }

        var room = row.Reserve(24);
        var seconds = microseconds / 1_000_000;
        Encoding.ASCII.TryGetBytes(string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:D2}:{seconds / 60 % 60:D2}:{seconds % 60:D2}"), room, out var length);
        length += Fraction(microseconds % 1_000_000, digits, room[length..]);
        row.Commit(length);
        return Reading.Value;
    }

    /// <summary>A duration as it is written, without zeros at the end of its fraction.</summary>
    public static Reading AppendTrimmed(ReadOnlySpan<byte> text, CellRow row)
    {
        row.Append(text.Contains((byte)'.') ? text.TrimEnd((byte)'0').TrimEnd((byte)'.') : text);
        return Reading.Value;
    }

    /// <summary>A server prints real moments in one form only, which needs no calendar but for the length of the month.</summary>
    private static bool IsMoment(ReadOnlySpan<byte> text) =>
        text.Length >= MomentLength
        && IsDay(text)
        && text[10] == ' ' && text[13] == ':' && text[16] == ':'
        && (text.Length == MomentLength || text[MomentLength] == '.');

    private static DateTime Printed(ReadOnlySpan<byte> text)
    {
        var microseconds = Microseconds(text.Length > MomentLength ? text[(MomentLength + 1)..] : []);
        return new DateTime((Pair(text) * 100) + Pair(text[2..]), Pair(text[5..]), Pair(text[8..]), Pair(text[11..]), Pair(text[14..]), Pair(text[17..]), DateTimeKind.Utc)
            .AddTicks(microseconds * TicksPerMicrosecond);
    }

    private static bool IsDay(ReadOnlySpan<byte> text)
    {
        if (text[4] != '-' || text[7] != '-')
        {
            return false;
        }

        int year = (Pair(text) * 100) + Pair(text[2..]), month = Pair(text[5..]), day = Pair(text[8..]);
        return year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
    }

    /// <summary>Two digits as a number; anything else is far from one.</summary>
    private static int Pair(ReadOnlySpan<byte> text) => char.IsAsciiDigit((char)text[0]) && char.IsAsciiDigit((char)text[1]) ? ((text[0] - '0') * 10) + (text[1] - '0') : -10_000;

    private static void AppendPrinted(ReadOnlySpan<byte> text, int digits, bool hasZone, CellRow row)
    {
        var end = Math.Min(text.Length, MomentLength + (digits == 0 ? 0 : digits + 1));
        if (end > MomentLength)
        {
            end = text[..end].TrimEnd((byte)'0').TrimEnd((byte)'.').Length;
            end = Math.Max(end, MomentLength);
        }

        var room = row.Reserve(end + 3);
        text[..end].CopyTo(room);
        if (hasZone)
        {
            "+00"u8.CopyTo(room[end..]);
            end += 3;
        }

        row.Commit(end);
    }

    /// <summary>Writes a fraction of so many digits with its point, without zeros at its end.</summary>
    public static int Fraction(long microseconds, int digits, Span<byte> room)
    {
        if (microseconds == 0)
        {
            return 0;
        }

        room[0] = (byte)'.';
        microseconds.TryFormat(room[1..], out var written, "D6", CultureInfo.InvariantCulture);
        var kept = room[..(1 + Math.Min(digits, written))].TrimEnd((byte)'0').Length;
        return kept > 1 ? kept : 0;
    }

    /// <summary>Reads a moment of the calendar. The zero date and days that are none are absent; with <paramref name="isStrict"/> (a text column) a day that is none is unfit.</summary>
    private static Reading Read(ReadOnlySpan<byte> text, bool allowsZone, bool isStrict, out DateTime moment, out bool hasZone)
    {
        moment = default;
        hasZone = false;
        var match = Moment().Match(Encoding.UTF8.GetString(text).Trim(' ', '\t', '\n', '\r', '\f', '\v'));
        if (!match.Success || (match.Groups["zone"].Success && !allowsZone))
        {
            return Reading.Unfit;
        }

        int year = Number(match, "year"), month = Number(match, "month"), day = Number(match, "day");
        int hour = Number(match, "hour"), minute = Number(match, "minute"), second = Number(match, "second");
        hasZone = match.Groups["zone"].Success;
        if (hour > 23 || minute > 59 || second > 59)
        {
            return Reading.Unfit;
        }

        if (year == 0 || month == 0 || day == 0)
        {
            return Reading.Absent;
        }

        if (month > 12 || day > DateTime.DaysInMonth(year, month))
        {
            return isStrict ? Reading.Unfit : Reading.Absent;
        }

        moment = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).AddTicks(Microseconds(match) * TicksPerMicrosecond);
        return TryShift(match, ref moment) ? Reading.Value : Reading.Unfit;
    }

    private static bool TryShift(Match match, ref DateTime moment)
    {
        if (!match.Groups["sign"].Success)
        {
            return true;
        }

        var minutes = (Number(match, "zoneHour") * 60) + Number(match, "zoneMinute");
        moment = moment.AddMinutes(match.Groups["sign"].Value == "+" ? -minutes : minutes);
        return minutes < 16 * 60;
    }

    private static bool TryDuration(ReadOnlySpan<byte> text, out long microseconds)
    {
        if (TryPrinted(text, out microseconds))
        {
            return true;
        }

        microseconds = 0;
        var match = Duration().Match(Encoding.UTF8.GetString(text).Trim(' ', '\t', '\n', '\r', '\f', '\v'));
        if (!match.Success || Number(match, "minute") > 59 || Number(match, "second") > 59)
        {
            return false;
        }

        var seconds = (Number(match, "hour") * 3600L) + (Number(match, "minute") * 60) + Number(match, "second");
        microseconds = ((seconds * 1_000_000) + Microseconds(match)) * (match.Groups["minus"].Success ? -1 : 1);
        return true;
    }

    /// <summary>A duration as servers print it: <c>[-]HH:MM:SS[.FRACTION]</c> with two or three digits of hours. Any other goes the long way.</summary>
    private static bool TryPrinted(ReadOnlySpan<byte> text, out long microseconds)
    {
        microseconds = 0;
        var isNegative = !text.IsEmpty && text[0] == '-';
        var rest = isNegative ? text[1..] : text;
        var colon = rest.IndexOf((byte)':');
        if (colon is not (2 or 3) || rest.Length < colon + 6 || rest[colon + 3] != ':' || !char.IsAsciiDigit((char)rest[0]))
        {
            return false;
        }

        int hours = Pair(rest[(colon - 2)..]) + (colon == 3 ? (rest[0] - '0') * 100 : 0), minutes = Pair(rest[(colon + 1)..]), seconds = Pair(rest[(colon + 4)..]);
        if (hours < 0 || minutes is < 0 or > 59 || seconds is < 0 or > 59 || !TryFraction(rest[(colon + 6)..], out var fraction))
        {
            return false;
        }

        microseconds = ((((hours * 3600L) + (minutes * 60) + seconds) * 1_000_000) + fraction) * (isNegative ? -1 : 1);
        return true;
    }

    /// <summary>Microseconds of nothing, or of a point and up to six digits.</summary>
    private static bool TryFraction(ReadOnlySpan<byte> text, out int microseconds)
    {
        microseconds = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        var digits = text[1..];
        if (text[0] != '.' || digits.Length is 0 or > 6 || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        microseconds = Microseconds(digits);
        return true;
    }

    /// <summary>The first six digits of a fraction.</summary>
    private static int Microseconds(ReadOnlySpan<byte> digits)
    {
        var microseconds = 0;
        for (var i = 0; i < 6; i++)
        {
            microseconds = (microseconds * 10) + (i < digits.Length ? digits[i] - '0' : 0);
        }

        return microseconds;
    }

    private static int Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    private static int Microseconds(Match match) =>
        match.Groups["fraction"] is { Success: true } found ? int.Parse(found.Value.PadRight(6, '0').AsSpan(0, 6), NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})([ T](?<hour>[0-9]{2}):(?<minute>[0-9]{2})(:(?<second>[0-9]{2})(\.(?<fraction>[0-9]+))?)?(?<zone>[Zz]|(?<sign>[+-])(?<zoneHour>[0-9]{2})(:?(?<zoneMinute>[0-9]{2}))?)?)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Moment();

    [GeneratedRegex(@"^(?<minus>-)?(?<hour>[0-9]{1,6}):(?<minute>[0-9]{2})(:(?<second>[0-9]{2})(\.(?<fraction>[0-9]+))?)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Duration();
}
