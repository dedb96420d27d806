namespace Reprise.Fidelity.Cases;

/// <summary>BIT and YEAR.</summary>
internal static class Bits
{
    public static IReadOnlyList<FidelityCase> Cases { get; } =
    [
        FidelityCase.Column("bit1", "bit(1) is a flag.", "bit(1)", ["b'0'", "b'1'", "NULL"], "boolean: f, t, NULL") with
        {
            Mapped = [new("boolean", "boolean: f, t, NULL"), new("integer", "integer: 0, 1, NULL")],
        },
        FidelityCase.Column("bit8", "A wider one is not, and its first bit is no sign.", "bit(8)", ["b'10000001'", "b'1'", "NULL"], "bit(8): 10000001, 00000001, NULL") with
        {
            Mapped =
            [
                new("bit(8)", "bit(8): 10000001, 00000001, NULL"),
                new("smallint", "smallint: 129, 1, NULL"),
                new("boolean", "boolean: —, t, NULL", "quarantined: row 1: not_convertible"),
            ],
        },
        FidelityCase.Column("bit64", "64 bits are more than a signed number holds.", "bit(64)", ["0xFFFFFFFFFFFFFFFF", "b'1'"],
            "bit(64): 1111111111111111111111111111111111111111111111111111111111111111, 0000000000000000000000000000000000000000000000000000000000000001") with
        {
            Mapped = [new("numeric(20,0)", "numeric(20,0): 18446744073709551615, 1"), new("bigint", "bigint: —, 1", "quarantined: row 1: out_of_range")],
        },
        FidelityCase.Column("year_values", "A YEAR is a number, and 0000 says that none is known.", "year", ["2024", "1901", "2155", "0"],
            "smallint: 2024, 1901, 2155, NULL", "coerced: zero_date ×1") with
        {
            Mapped = [new("smallint NOT NULL", "smallint NOT NULL: 2024, 1901, 2155, —", "quarantined: row 4: zero_date")],
        },
    ];
}
