namespace Reprise.Core.Mapping.Types;

/// <summary>What the name of a MySQL or MariaDB collation says. See https://dev.mysql.com/doc/refman/8.4/en/charset-collation-names.html.</summary>
internal static class Collations
{
    private static readonly string[] Suffixes = ["_ci", "_cs", "_bin", "_nopad", "_ks"];

    /// <summary>True when its name says whether case counts.</summary>
    public static bool IsKnown(string collation) =>
        collation == "binary" || Array.Exists(Suffixes, suffix => collation.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) || collation.Contains("_ci_", StringComparison.OrdinalIgnoreCase);

    /// <summary>True for text that MySQL compares without regard to case or accents.</summary>
    public static bool IgnoresCase(string collation) =>
        !collation.EndsWith("_bin", StringComparison.OrdinalIgnoreCase)
        && !collation.Contains("_bin_", StringComparison.OrdinalIgnoreCase)
        && !collation.Contains("_cs", StringComparison.OrdinalIgnoreCase)
        && collation != "binary";
}
