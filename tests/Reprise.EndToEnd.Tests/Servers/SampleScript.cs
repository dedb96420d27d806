using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Reprise.EndToEnd.Tests.Servers;

/// <summary>SQL files with raw binary in their string literals, which a driver that sends text could not send as they are.</summary>
internal static partial class SampleScript
{
    /// <summary>The script as text: literals that are no UTF-8 become hexadecimal ones with the same bytes.</summary>
    public static string Decode(byte[] script) => Utf8.IsValid(script)
        ? Encoding.UTF8.GetString(script)
        : BinaryLiteral().Replace(Encoding.Latin1.GetString(script), literal => $"0x{Convert.ToHexString(Unescape(literal.Groups["text"].Value))}");

    /// <summary>Backslash escapes as in https://dev.mysql.com/doc/refman/8.4/en/string-literals.html.</summary>
    private static byte[] Unescape(string literal)
    {
        var bytes = new List<byte>(literal.Length);
        for (var i = 0; i < literal.Length; i++)
        {
            var character = literal[i];
            if (character == '\\')
            {
                i++;
                character = literal[i] switch
                {
                    '0' => '\0',
                    'b' => '\b',
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'Z' => '\x1a',
                    var other => other,
                };
            }

            bytes.Add((byte)character);
        }

        return [.. bytes];
    }

    [GeneratedRegex(@"'(?<text>(?:[^'\\]|\\.)*[\x80-\xff](?:[^'\\]|\\.)*)'", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 10_000)]
    private static partial Regex BinaryLiteral();
}
