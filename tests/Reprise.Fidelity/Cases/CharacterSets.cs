namespace Reprise.Fidelity.Cases;

/// <summary>Character sets that are not Unicode, or another form of it.</summary>
internal static class CharacterSets
{
    public static IReadOnlyList<FidelityCase> Cases { get; } =
    [
        Case("charsets_asian", "Second bytes of big5, gbk, sjis and cp932 may be a backslash, A55C or 955C; cp932 has characters of NEC's and IBM's.",
            new("big5", "A4A4A4E5A55C", "中文功"),
            new("gbk", "D6D0CEC4D55C", "中文誠"),
            new("gb2312", "D6D0CEC4", "中文"),
            new("euckr", "C7D1B1B9BEEE", "한국어"),
            new("ujis", "C6FCCBDCB8EC8EB1", "日本語ｱ"),
            new("sjis", "93FA967B955CB1", "日本表ｱ"),
            new("cp932", "93FA967B955C8740EEE0", "日本表①髙"),
            new("tis620", "E4B7C2", "ไทย")),
        Case("charsets_european", "One byte is one letter, of another alphabet in each.",
            new("greek", "C5EBEBDCE4E1", "Ελλάδα"),
            new("hebrew", "F9ECE5ED", "שלום"),
            new("koi8r", "F0D2C9D7C5D4", "Привет"),
            new("koi8u", "EBC9A7D7", "Київ"),
            new("latin2", "A3F364BC", "Łódź"),
            new("latin5", "DD7374616E62756C", "İstanbul"),
            new("latin7", "52EE6761", "Rīga"),
            new("cp1250", "A3F3649F80", "Łódź€"),
            new("cp1251", "CFF0E8E2E5F2B988", "Привет№€"),
            new("cp1256", "D3E1C7E3", "سلام"),
            new("cp1257", "52EE676180", "Rīga€"),
            new("cp850", "827482", "été"),
            new("cp852", "9DA264AB", "Łódź"),
            new("cp866", "8FE0A8A2A5E2", "Привет"),
            new("macroman", "8E748E", "été"),
            new("macce", "FC976490", "Łódź")),
        Case("charsets_unicode", "Unicode has forms of two and four bytes, where a letter beyond the first 65536 is a pair or not.",
            new("ucs2", "00E92603", "é☃"),
            new("utf16", "D834DD1E00E92603", "𝄞é☃"),
            new("utf16le", "34D81EDDE9000326", "𝄞é☃"),
            new("utf32", "0001D11E000000E900002603", "𝄞é☃")),
    ];

    /// <summary>A table with a column per character set, called as it. Bytes are given as they are stored, so that nothing converts them on the way in.</summary>
    private static FidelityCase Case(string name, string trap, params Sample[] samples) => new()
    {
        Name = name,
        Trap = trap,
        Source = string.Join("; ", samples.Select(sample => $"{sample.CharacterSet}: x'{sample.Bytes}'")),
        Script =
        [
            $"CREATE TABLE {name} (id int PRIMARY KEY, {string.Join(", ", samples.Select(sample => $"{sample.CharacterSet} varchar(20) CHARACTER SET {sample.CharacterSet}"))})",
            $"INSERT INTO {name} VALUES (1, {string.Join(", ", samples.Select(sample => $"_{sample.CharacterSet} x'{sample.Bytes}'"))})",
        ],
        Rows = 1,
        Answer = [.. samples.Select(sample => $"{sample.CharacterSet} character varying(20): '{sample.Text}'")],
    };

    private sealed record Sample(string CharacterSet, string Bytes, string Text);
}
