using Reprise.Resolution.Fields;
using Reprise.Resolution.Text;

namespace Reprise.Resolution.Blocking;

/// <summary>One thing that two records must share to be compared: a number for it per record, or several of which one must be shared.</summary>
internal abstract class BlockingKey
{
    /// <summary>Most keys of one record.</summary>
    public virtual int Most => 1;

    /// <summary>Writes the keys of a record, none of them 0.</summary>
    /// <returns>How many; 0 = the record is in no block of this key.</returns>
    public abstract int Write(int record, Span<uint> keys);

    /// <summary>The value itself.</summary>
    public static BlockingKey Value(MatchField field) => new ByValue(field, text => Hash(text));

    /// <summary>How the value sounds: forgives spelling.</summary>
    public static BlockingKey Sound(MatchField field) => new ByValue(field, text => Mix(SoundSkeleton.Of(text)));

    /// <summary>How the value begins.</summary>
    public static BlockingKey Beginning(MatchField field, int length) => new ByValue(field, text => Hash(text.AsSpan(0, Math.Min(length, text.Length))));

    /// <summary>Each of the rarest words of the value, most records share none of them.</summary>
    public static BlockingKey RareWord(MatchField field, WordTable words, int most) => new ByRareWord(value => field[value], words, most);

    /// <summary>How the rarest word of a street sounds.</summary>
    public static BlockingKey StreetWord(AddressTable addresses) => new ByRareWord(addresses.Street, addresses.Words, 1);

    /// <summary>The number in the street.</summary>
    public static BlockingKey StreetNumber(AddressTable addresses) => new ByNumber(addresses);

    /// <summary>The two rarest words of the value together.</summary>
    public static BlockingKey RareWords(MatchField field, WordTable words) => new ByTwoRareWords(field, words);

    /// <summary>A number for a text, not 0.</summary>
    protected static uint Hash(ReadOnlySpan<char> text)
    {
        var hash = 2166136261u;
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        return hash == 0 ? 1 : hash;
    }

    /// <summary>A number for a number, 0 only for 0.</summary>
    public static uint Mix(ulong value)
    {
        if (value == 0)
        {
            return 0;
        }

        value ^= value >> 33;
        value *= 0xff51afd7ed558ccd;
        value ^= value >> 33;
        value *= 0xc4ceb9fe1a85ec53;
        value ^= value >> 33;
        return (uint)value == 0 ? 1 : (uint)value;
    }

    private sealed class ByValue : BlockingKey
    {
        private readonly MatchField _field;
        private readonly uint[] _keys;

        public ByValue(MatchField field, Func<string, uint> key)
        {
            _field = field;
            _keys = new uint[field.DistinctCount];
            for (var value = 0; value < _keys.Length; value++)
            {
                _keys[value] = key(field.Text(value));
            }
        }

        public override int Write(int record, Span<uint> keys)
        {
            var value = _field[record];
            if (value < 0 || _keys[value] == 0)
            {
                return 0;
            }

            keys[0] = _keys[value];
            return 1;
        }
    }

    private sealed class ByNumber(AddressTable addresses) : BlockingKey
    {
        public override int Write(int record, Span<uint> keys)
        {
            if (addresses.Number(record) is not { } number)
            {
                return 0;
            }

            keys[0] = Hash(number);
            return 1;
        }
    }

    private sealed class ByRareWord(Func<int, int> valueOf, WordTable words, int most) : BlockingKey
    {
        public override int Most => most;

        public override int Write(int record, Span<uint> keys)
        {
            var value = valueOf(record);
            if (value < 0)
            {
                return 0;
            }

            Span<int> rarest = stackalloc int[most];
            var found = Rarest(words, words.Of(value), rarest);
            for (var i = 0; i < found; i++)
            {
                keys[i] = Hash(words.Words[rarest[i]]);
            }

            return found;
        }
    }

    private sealed class ByTwoRareWords(MatchField field, WordTable words) : BlockingKey
    {
        public override int Write(int record, Span<uint> keys)
        {
            Span<int> rarest = stackalloc int[2];
            if (field[record] < 0 || Rarest(words, words.Of(field[record]), rarest) < 2)
            {
                return 0;
            }

            keys[0] = Mix(((ulong)Math.Min(rarest[0], rarest[1]) << 32) | (uint)Math.Max(rarest[0], rarest[1]));
            return 1;
        }
    }

    private static int Rarest(WordTable table, ReadOnlySpan<int> words, Span<int> rarest)
    {
        var found = 0;
        foreach (var word in words)
        {
            if (rarest[..found].Contains(word))
            {
                continue;
            }

            var at = found;
            while (at > 0 && IsRarer(table, word, rarest[at - 1]))
            {
                at--;
            }

            if (at == rarest.Length)
            {
                continue;
            }

            found = Math.Min(found + 1, rarest.Length);
            rarest[at..(found - 1)].CopyTo(rarest[(at + 1)..]);
            rarest[at] = word;
        }

        return found;
    }

    private static bool IsRarer(WordTable table, int word, int than) =>
        table.Occurrences(word) < table.Occurrences(than) || (table.Occurrences(word) == table.Occurrences(than) && word < than);
}
