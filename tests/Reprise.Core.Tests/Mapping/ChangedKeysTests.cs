using System.Buffers;
using System.Text;
using Reprise.Core.Mapping;

namespace Reprise.Core.Tests.Mapping;

public sealed class ChangedKeysTests
{
    [Fact]
    public void Keys_come_back_in_order_with_the_originals_that_were_kept() =>
        Assert.Equal([("12", null), ("7", "2024-05-00"), ("é\u001f1", null)], ChangedKeys.Read(Lines(("12", ""), ("7", "2024-05-00"), ("é\u001f1", ""))));

    [Theory]
    [InlineData("7", true, "2024-05-00")]
    [InlineData("12", true, null)]
    [InlineData("é", true, "x")]
    [InlineData("1", false, null)]
    [InlineData("2024-05-00", false, null)]
    public void A_key_is_found_as_a_whole_and_with_its_original(string key, bool isFound, string? original)
    {
        var found = ChangedKeys.TryFind(Lines(("12", ""), ("7", "2024-05-00"), ("é", "x")), key, out var seen);

        Assert.Equal((isFound, original), (found, seen));
    }

    private static byte[] Lines(params (string Key, string Original)[] rows)
    {
        var lines = new ArrayBufferWriter<byte>();
        foreach (var (key, original) in rows)
        {
            ChangedKeys.Append(lines, Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(original));
        }

        return lines.WrittenSpan.ToArray();
    }
}
