using System.Text;
using CsCheck;

namespace Reprise.Core.Tests.Configuration;

public sealed class MutatedFolderTests
{
    private static readonly string[] Files = [.. SampleFolder.Good.Keys.Order(StringComparer.Ordinal)];

    // What breaks YAML readers: indicators, escapes, line ends of all kinds, control characters, bytes that are no UTF-8.
    private static readonly byte[][] Snippets =
    [
        .. new[]
        {
            ":", ": ", "-", "- ", "\n", "\r", "\r\n", "\t", "  ", "\n  ", "[", "]", "{", "}", ",", "&a ", "*a", "!t ", "!!int ", "!<", "|", ">", "|2-\n", "'", "\"", "\\", "\\U0011FFFF",
            "\"\\uD800\"", "%YAML 9.9\n", "%TAG ! x\n", "---\n", "...\n", "? ", "~", "null", "#", " #", "@", "`", "<<: ", "\0", "\u0085", "\u2028", "\uFEFF", "é", "😀", "-1", "1e9", "0x1F", "true",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80],
    ];

    private static readonly Gen<(string File, (int Kind, int At, int Length)[] Edits)> Mutation =
        Gen.Select(Gen.Int[0, Files.Length - 1].Select(i => Files[i]), Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4000], Gen.Int[0, 60]).Array[1, 6]);

    [Fact]
    public void Loading_never_throws_and_always_says_what_is_wrong() => Mutation.Sample(
        mutation =>
        {
            using var folder = new SampleFolder();
            var content = mutation.Edits.Aggregate(Encoding.UTF8.GetBytes(SampleFolder.Good[mutation.File]), Apply);
            folder.Write(mutation.File, content);

            var result = folder.Load();

            var lines = Encoding.UTF8.GetString(content).ReplaceLineEndings("\n").Count(c => c == '\n') + 2;
            Assert.NotEqual(result.IsUsable, result.Problems.Length > 0);
            Assert.All(result.Problems.Where(problem => problem.File == mutation.File), problem => Assert.InRange(problem.Line, 0, lines));
        },
        iter: 2_000);

    private static byte[] Apply(byte[] text, (int Kind, int At, int Length) edit)
    {
        var at = edit.At % (text.Length + 1);
        var length = Math.Min(edit.Length, text.Length - at);
        return edit.Kind switch
        {
            0 => [.. text[..at], .. text[(at + length)..]],
            1 => [.. text[..at], .. text[at..(at + length)], .. text[at..]],
            2 => text[..at],
            _ => [.. text[..at], .. Snippets[edit.Length % Snippets.Length], .. text[at..]],
        };
    }
}
