using System.Security.Cryptography;
using System.Text;

namespace Reprise.Core.Mapping.Replicate;

/// <summary>Gives out names that PostgreSQL keeps apart: at most 63 bytes, and unique without regard to case, because most tools do not quote.</summary>
/// <remarks>
/// PostgreSQL cuts longer names without a word, so that two may become one: https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS.
/// MySQL's have up to 64 characters of up to three bytes. A name that is cut or taken ends in a hash of the whole: the same at every run.
/// </remarks>
internal sealed class NameAllocator
{
    /// <summary>Most bytes of a name.</summary>
    public const int MaxBytes = 63;

    private const int HashLength = 8;

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Keeps a name from being given out.</summary>
    public void Reserve(string name) => _taken.Add(name);

    /// <summary>The name itself where it fits and is free, else one made of it.</summary>
    public string Take(string wanted)
    {
        var name = Encoding.UTF8.GetByteCount(wanted) <= MaxBytes ? wanted : Hashed(wanted, salt: 0);
        for (var salt = 0; !_taken.Add(name); salt++)
        {
            name = Hashed(wanted, salt);
        }

        return name;
    }

    private static string Hashed(string wanted, int salt)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(salt == 0 ? wanted : $"{wanted}\0{salt}")));
        return $"{Cut(wanted, MaxBytes - HashLength - 1)}_{hash[..HashLength]}";
    }

    /// <summary>The longest beginning of so many bytes that ends with a whole character.</summary>
    private static string Cut(string text, int bytes)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes -= rune.Utf8SequenceLength;
            if (bytes < 0)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }
}
