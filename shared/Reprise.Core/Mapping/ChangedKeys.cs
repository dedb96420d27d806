using System.Buffers;
using System.Text;

namespace Reprise.Core.Mapping;

/// <summary>The form in which the ledger keeps the rows that a rule changed, before it is sealed: a line per row, its source key and, where nothing else would have it, what the value was.</summary>
/// <remarks>
/// A date without a day becomes null and says which year all the same. The target has no room for it, and the snapshot, which has, is purged.
/// Values that can be read again from the target or that say nothing (a zero date) are not kept twice.
/// </remarks>
public static class ChangedKeys
{
    private const char Before = '\u001e';
    private const char End = '\n';

    /// <summary>Appends a row.</summary>
    /// <param name="lines">Where to.</param>
    /// <param name="key">Canonical source key in UTF-8.</param>
    /// <param name="original">The value as the source prints it; empty = not kept.</param>
    public static void Append(IBufferWriter<byte> lines, ReadOnlySpan<byte> key, ReadOnlySpan<byte> original = default)
    {
        ArgumentNullException.ThrowIfNull(lines);
        lines.Write(key);
        if (!original.IsEmpty)
        {
            lines.Write([(byte)Before]);
            lines.Write(original);
        }

        lines.Write([(byte)End]);
    }

    /// <summary>The rows, in order.</summary>
    /// <param name="lines">What was appended.</param>
    public static IEnumerable<(string Key, string? Original)> Read(byte[] lines) =>
        Encoding.UTF8.GetString(lines).Split(End, StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(Before) is [var key, var original] ? (key, original) : (line, (string?)null));

    /// <summary>Looks for a row.</summary>
    /// <param name="lines">What was appended.</param>
    /// <param name="key">Canonical source key.</param>
    /// <param name="original">What its value was; null where that is not kept.</param>
    public static bool TryFind(ReadOnlySpan<byte> lines, string key, out string? original)
    {
        var wanted = Encoding.UTF8.GetBytes(key);
        foreach (var range in lines.Split((byte)End))
        {
            var line = lines[range];
            if (!line.StartsWith(wanted) || (line.Length > wanted.Length && line[wanted.Length] != Before))
            {
                continue;
            }

            original = line.Length > wanted.Length ? Encoding.UTF8.GetString(line[(wanted.Length + 1)..]) : null;
            return true;
        }

        original = null;
        return false;
    }
}
