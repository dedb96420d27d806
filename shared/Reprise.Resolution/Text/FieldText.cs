using Reprise.Core.Plans;

namespace Reprise.Resolution.Text;

/// <summary>The normalised form of a field's values, by role. Stateless.</summary>
internal abstract class FieldText
{
    private static readonly FieldText Words = new WordText();
    private static readonly FieldText Codes = new CodeText();
    private static readonly FieldText Phones = new PhoneText();
    private static readonly FieldText Dates = new DateText();
    private static readonly FieldText Emails = new EmailText();

    /// <summary>The form for a role.</summary>
    public static FieldText Of(FieldRole role) => role switch
    {
        FieldRole.GivenName or FieldRole.FamilyName or FieldRole.OrganisationName or FieldRole.Street or FieldRole.AddressExtra
            or FieldRole.City or FieldRole.Region => Words,
        FieldRole.StreetNumber or FieldRole.PostalCode or FieldRole.Identifier => Codes,
        FieldRole.Phone => Phones,
        FieldRole.BirthDate => Dates,
        FieldRole.Email => Emails,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Room that a text of a given length may need.</summary>
    public static int Capacity(int length) => (length * 4) + 16;

    /// <summary>Writes the normalised form.</summary>
    /// <returns>Characters written; 0 = the value says nothing.</returns>
    public abstract int Write(ReadOnlySpan<char> value, Span<char> target);

    private sealed class WordText : FieldText
    {
        public override int Write(ReadOnlySpan<char> value, Span<char> target) => Folding.Fold(value, target);
    }

    private sealed class CodeText : FieldText
    {
        public override int Write(ReadOnlySpan<char> value, Span<char> target)
        {
            var written = 0;
            foreach (var letter in value)
            {
                if (char.IsAsciiLetterOrDigit(letter))
                {
                    target[written++] = char.ToLowerInvariant(letter);
                }
            }

            return target[..written].IndexOfAnyExcept('0') < 0 ? 0 : written;
        }
    }

    /// <summary>The national significant number: without the international prefix of France or the trunk zero, at most the last nine digits.</summary>
    private sealed class PhoneText : FieldText
    {
        private const int Longest = 9;
        private const int Shortest = 6;

        public override int Write(ReadOnlySpan<char> value, Span<char> target)
        {
            var written = 0;
            foreach (var letter in value)
            {
                if (char.IsAsciiDigit(letter))
                {
                    target[written++] = letter;
                }
            }

            if (written < Shortest || target[..written].IndexOfAnyExcept(target[0]) < 0)
            {
                return 0;
            }

            var start = Math.Max(0, written - Longest);
            start += target[start] == '0' ? 1 : 0;
            target[start..written].CopyTo(target);
            return written - start;
        }
    }

    /// <summary>yyyyMMdd, from that, from yyyy-MM-dd or from dd/MM/yyyy; other texts as their digits.</summary>
    private sealed class DateText : FieldText
    {
        public override int Write(ReadOnlySpan<char> value, Span<char> target)
        {
            Span<int> parts = stackalloc int[3];
            var (count, digits, first) = (0, 0, 0);
            for (var i = 0; i < value.Length && count <= parts.Length; i++)
            {
                if (!char.IsAsciiDigit(value[i]))
                {
                    continue;
                }

                target[digits++] = value[i];
                var starts = i == 0 || !char.IsAsciiDigit(value[i - 1]);
                if (starts && ++count <= parts.Length)
                {
                    parts[count - 1] = 0;
                }

                if (count <= parts.Length)
                {
                    parts[count - 1] = Math.Min(99_999_999, (parts[count - 1] * 10) + (value[i] - '0'));
                    first += count == 1 ? 1 : 0;
                }
            }

            if (count >= 3 && first <= 2 && parts[2] > 31)
            {
                (parts[0], parts[2]) = (parts[2], parts[0]);
            }

            if (count >= 3 && parts[0] > 31 && parts[1] <= 99 && parts[2] <= 99)
            {
                Number(parts[0] % 10_000, 4, target);
                Number(parts[1], 2, target[4..]);
                Number(parts[2], 2, target[6..]);
                digits = 8;
            }

            return target[..digits].IndexOfAnyExcept('0') < 0 ? 0 : digits;
        }

        private static void Number(int value, int width, Span<char> target)
        {
            for (var i = width - 1; i >= 0; i--, value /= 10)
            {
                target[i] = (char)('0' + (value % 10));
            }
        }
    }

    private sealed class EmailText : FieldText
    {
        public override int Write(ReadOnlySpan<char> value, Span<char> target)
        {
            var address = value.Trim();
            return address.Count('@') == 1 ? Math.Max(0, address.ToLowerInvariant(target)) : 0;
        }
    }
}
