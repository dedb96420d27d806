namespace Reprise.Fidelity.Cases;

/// <summary>Numbers with a fraction.</summary>
internal static class Decimals
{
    public static IReadOnlyList<FidelityCase> Cases { get; } =
    [
        FidelityCase.Column("decimal_widest", "Most languages have no decimal of 65 digits.", "decimal(65,30)",
            ["99999999999999999999999999999999999.999999999999999999999999999999", "-0.000000000000000000000000000001"],
            "numeric(65,30): 99999999999999999999999999999999999.999999999999999999999999999999, -0.000000000000000000000000000001") with
        {
            Mapped = [new("numeric(65,30)", "numeric(65,30): 99999999999999999999999999999999999.999999999999999999999999999999, -0.000000000000000000000000000001")],
        },
        FidelityCase.Column("decimal_money", "Trailing zeros of an amount are part of it.", "decimal(10,2)", ["0.10", "-99999999.99", "NULL"], "numeric(10,2): 0.10, -99999999.99, NULL"),
        FidelityCase.Column("decimal_narrowed", "A narrower column of the application must not round in silence, nor overflow.", "decimal(12,4)", ["1.2500", "1.2345", "12345678.0000"],
            "numeric(12,4): 1.2500, 1.2345, 12345678.0000") with
        {
            Mapped = [new("numeric(8,2)", "numeric(8,2): 1.25, 1.23, —", "coerced: truncated ×1", "quarantined: row 3: out_of_range")],
        },
        FidelityCase.Column("float_digits", "MySQL prints a float with six digits: 16777216 as 16777200, 1234567.9 as 1234570.", "float", ["0.1", "16777216", "1234567.9"],
            "real: 0.1, 1.6777216e+07, 1.2345679e+06") with
        {
            Mapped = [new("double precision", "double precision: 0.10000000149011612, 16777216, 1234567.875")],
        },
        FidelityCase.Column("float_money", "Amounts kept as float must become amounts again, without 19.989999771118164.", "float", ["19.99", "0.1", "12345.67"],
            "real: 19.99, 0.1, 12345.67") with
        {
            Mapped = [new("numeric(15,2)", "numeric(15,2): 19.99, 0.10, 12345.67")],
        },
        FidelityCase.Column("double_digits", "A double needs 17 digits to be the same again.", "double", ["0.1", "1.7976931348623157e308", "-2.2250738585072014e-308", "0.30000000000000004"],
            "double precision: 0.1, 1.7976931348623157e+308, -2.2250738585072014e-308, 0.30000000000000004"),
        FidelityCase.Column("double_siret", "An identifier kept as a double must not come out as 1.2345678901234E+13.", "double", ["12345678901234", "732829320"],
            "double precision: 12345678901234, 732829320") with
        {
            Mapped = [new("varchar(14)", "character varying(14): '12345678901234', '732829320'")],
        },
    ];
}
