using Reprise.Core.Catalogs;

namespace Reprise.MySql.Reading;

/// <summary>SQL of a text as its bytes in UTF-8, from a column of any character set, and without a loss that nobody sees.</summary>
/// <remarks>
/// A server that converts writes <c>?</c> for what has no place in Unicode (byte 98 of cp1251), or nothing at all (MySQL makes NULL of half a
/// surrogate pair in ucs2), and says so in a warning at most. It therefore counts: a text that has as many characters other than <c>?</c>
/// before as after has lost none. Conversion back would tell less: cp932 has two codes for some characters, and only one of them comes back.
/// </remarks>
internal static class CharsetText
{
    /// <summary>Begins a text that does not convert; its bytes in its own character set follow. No UTF-8 has this byte.</summary>
    public const byte Unconverted = 0xFF;

    /// <summary>True when the bytes of the column's texts are UTF-8 as they are, well-formed or not.</summary>
    public static bool IsUtf8(SourceColumn column) => column.Charset is "utf8" or "utf8mb3" or "utf8mb4" or "ascii";

    /// <summary>True when the server has a Unicode character for everything that the column may hold. Its latin1 is Windows-1252 and, where that has gaps, ISO 8859-1.</summary>
    public static bool AlwaysConverts(SourceColumn column) => IsUtf8(column) || column.Charset is "latin1";

    /// <summary>A text that converts, or <see cref="Unconverted"/> and the text's own bytes.</summary>
    /// <param name="name">SQL of the text.</param>
    public static string Guarded(string name)
    {
        var converted = $"CONVERT({name} USING utf8mb4)";
        return $"IF({Known(name)} <=> {Known(converted)}, CAST({converted} AS BINARY), CONCAT(x'FF', CAST({name} AS BINARY)))";
    }

    private static string Known(string text) => $"CHAR_LENGTH(REPLACE({text}, '?', ''))";
}
