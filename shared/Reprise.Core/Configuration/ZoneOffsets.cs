using System.Buffers.Binary;

namespace Reprise.Core.Configuration;

/// <summary>How far the clocks of a time zone are from UTC, to the second.</summary>
/// <remarks>
/// <see cref="TimeZoneInfo"/> has whole minutes only, and takes clocks of Paris before 1911, which were 9 minutes and 21 seconds ahead, for 10 minutes ahead:
/// midnight of 1 January 1900 would be a moment of the day before. So changes that the time zone database lists are read from its file, in the format of
/// https://www.rfc-editor.org/rfc/rfc9636; what follows from the rules after the last of them, and everything where there is no such file, is the runtime's.
/// </remarks>
internal sealed class ZoneOffsets
{
    private const int HeaderLength = 44;

    private readonly TimeZoneInfo _zone;
    private readonly long[] _changes;
    private readonly int[] _offsets;

    private ZoneOffsets(TimeZoneInfo zone, long[] changes, int[] offsets)
    {
        _zone = zone;
        _changes = changes;
        _offsets = offsets;
    }

    /// <summary>The offsets of a zone.</summary>
    public static ZoneOffsets Of(TimeZoneInfo zone)
    {
        var file = Folders().Select(folder => Path.Combine(folder, zone.Id)).FirstOrDefault(File.Exists);
        return file is not null && TryRead(File.ReadAllBytes(file), out var changes, out var offsets) ? new ZoneOffsets(zone, changes, offsets) : new ZoneOffsets(zone, [], []);
    }

    /// <summary>Seconds that the clocks are ahead of UTC at an instant.</summary>
    /// <param name="utc">Seconds since 1970-01-01T00:00:00 UTC.</param>
    public long At(long utc)
    {
        if (_changes.Length > 0 && utc < _changes[^1])
        {
            var place = Array.BinarySearch(_changes, utc);
            return _offsets[place >= 0 ? place + 1 : ~place];
        }

        var ticks = DateTime.UnixEpoch.Ticks + (utc * TimeSpan.TicksPerSecond);
        return _zone.GetUtcOffset(new DateTime(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), DateTimeKind.Utc)).Ticks / TimeSpan.TicksPerSecond;
    }

    /// <summary>Where the runtime looks, too: https://learn.microsoft.com/dotnet/api/system.timezoneinfo.findsystemtimezonebyid.</summary>
    private static IEnumerable<string> Folders() =>
        Environment.GetEnvironmentVariable("TZDIR") is { Length: > 0 } folder ? [folder] : ["/usr/share/zoneinfo", "/usr/share/lib/zoneinfo", "/usr/lib/zoneinfo"];

    /// <summary>Reads the block of 64-bit times that follows the one of 32-bit times.</summary>
    private static bool TryRead(ReadOnlySpan<byte> file, out long[] changes, out int[] offsets)
    {
        (changes, offsets) = ([], []);
        if (!IsHeader(file) || file[4] < (byte)'2')
        {
            return false;
        }

        var (times, types) = (Count(file, 32), Count(file, 36));
        file = file[(HeaderLength + (times * 5) + (types * 6) + Count(file, 40) + (Count(file, 28) * 8) + Count(file, 24) + Count(file, 20))..];
        if (!IsHeader(file))
        {
            return false;
        }

        (times, types) = (Count(file, 32), Count(file, 36));
        var body = file[HeaderLength..];
        var kinds = body.Slice(times * 9, types * 6);
        changes = new long[times];
        offsets = new int[times + 1];
        offsets[0] = BinaryPrimitives.ReadInt32BigEndian(kinds);
        for (var i = 0; i < times; i++)
        {
            changes[i] = BinaryPrimitives.ReadInt64BigEndian(body[(i * 8)..]);
            offsets[i + 1] = BinaryPrimitives.ReadInt32BigEndian(kinds[(body[(times * 8) + i] * 6)..]);
        }

        return true;
    }

    private static bool IsHeader(ReadOnlySpan<byte> file) => file.Length >= HeaderLength && file.StartsWith("TZif"u8);

    private static int Count(ReadOnlySpan<byte> header, int place) => BinaryPrimitives.ReadInt32BigEndian(header[place..]);
}
