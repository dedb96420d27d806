namespace Reprise.Resolution.Blocking;

/// <summary>Records are compared when they share every key of a rule. A pair that no rule brings together is taken for different.</summary>
/// <param name="keys">The keys; at most one of them may have several values per record.</param>
internal sealed class BlockingRule(params BlockingKey[] keys)
{
    /// <summary>Most blocks that a record is in.</summary>
    public int Most { get; } = keys.Max(key => key.Most);

    /// <summary>Writes the blocks of a record, 0 in the places left: where a key is missing, in all.</summary>
    public void Write(int record, Span<uint> blocks)
    {
        Span<uint> values = stackalloc uint[Most];
        blocks.Clear();
        blocks[0] = 1;
        var written = 1;
        foreach (var key in keys)
        {
            var count = key.Write(record, values);
            if (count == 0)
            {
                blocks.Clear();
                return;
            }

            for (var i = Math.Max(count, written) - 1; i >= 0; i--)
            {
                var block = BlockingKey.Mix(((ulong)blocks[written == 1 ? 0 : i] << 32) | values[count == 1 ? 0 : i]);
                blocks[i] = block;
            }

            written = Math.Max(count, written);
        }
    }
}
