namespace Reprise.Resolution.Text;

/// <summary>What is left of a word when spelling habits are taken away: its first sound and the next consonants, for blocking.</summary>
/// <remarks>Common to French and English: ph = f, qu, ck, k and hard c = k, z = s, y = i, doubled letters count once, h is silent.</remarks>
internal static class SoundSkeleton
{
    private const int Length = 4;

    /// <summary>A number for the skeleton of a folded word; 0 = none.</summary>
    public static ulong Of(ReadOnlySpan<char> word)
    {
        var key = 0UL;
        var kept = 0;
        var last = '\0';
        for (var i = 0; i < word.Length && kept < Length; i++)
        {
            var sound = Sound(word, i);
            if (sound == last || sound == '\0' || (kept > 0 && IsVowel(sound)))
            {
                last = sound == '\0' ? last : sound;
                continue;
            }

            key = (key << 8) | sound;
            kept++;
            last = sound;
        }

        return key;
    }

    private static char Sound(ReadOnlySpan<char> word, int at)
    {
        var next = at + 1 < word.Length ? word[at + 1] : '\0';
        return word[at] switch
        {
            'h' or ' ' => '\0',
            'p' when next == 'h' => 'f',
            'c' when next is not ('e' or 'i' or 'y' or 'h') => 'k',
            'c' => 's',
            'q' => 'k',
            'z' or 'x' => 's',
            'y' => 'i',
            'w' => 'v',
            'j' when next != '\0' => 'g',
            var letter => letter,
        };
    }

    private static bool IsVowel(char sound) => sound is 'a' or 'e' or 'i' or 'o' or 'u';
}
