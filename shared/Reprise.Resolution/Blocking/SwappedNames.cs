using Reprise.Resolution.Fields;
using Reprise.Resolution.Text;

namespace Reprise.Resolution.Blocking;

/// <summary>How family and given name sound, whichever is which.</summary>
internal sealed class SwappedNames(MatchField family, MatchField given) : BlockingKey
{
    public override int Write(int record, Span<uint> keys)
    {
        if (family[record] < 0 || given[record] < 0)
        {
            return 0;
        }

        var one = Mix(SoundSkeleton.Of(family.Text(family[record])));
        var other = Mix(SoundSkeleton.Of(given.Text(given[record])));
        keys[0] = Mix(((ulong)Math.Min(one, other) << 32) | Math.Max(one, other));
        return keys[0] == 0 ? 0 : 1;
    }
}
