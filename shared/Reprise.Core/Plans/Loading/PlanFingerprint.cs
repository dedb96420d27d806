using System.Security.Cryptography;

namespace Reprise.Core.Plans.Loading;

/// <summary>The fingerprint of a plan's file: SHA-256 of its bytes with line ends as LF, so that a checkout on Windows is the same plan.</summary>
internal static class PlanFingerprint
{
    /// <summary>The fingerprint of a plan that uses fragments, or that an entity overrides: of its own and of what is added to it. Without additions, its own.</summary>
    public static string Of(string own, params IReadOnlyList<string> additions) =>
        additions.Count == 0 ? own : Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', [own, .. additions]))));

    /// <summary>Lower-case hexadecimal.</summary>
    public static string Of(ReadOnlySpan<byte> content)
    {
        var normal = new byte[content.Length];
        var length = 0;
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] != '\r')
            {
                normal[length++] = content[i];
            }
            else if (i + 1 == content.Length || content[i + 1] != '\n')
            {
                normal[length++] = (byte)'\n';
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(normal.AsSpan(0, length)));
    }
}
