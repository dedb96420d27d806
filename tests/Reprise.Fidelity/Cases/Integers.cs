namespace Reprise.Fidelity.Cases;

/// <summary>Integers and what MySQL has for booleans.</summary>
internal static class Integers
{
    public static IReadOnlyList<FidelityCase> Cases { get; } =
    [
        FidelityCase.Column("tinyint1_flags", "A tinyint(1) that holds 0, 1 and NULL is a boolean, and NULL is not false.", "tinyint(1)", ["0", "1", "NULL"],
            "boolean: f, t, NULL") with
        {
            Mapped =
            [
                new("boolean", "boolean: f, t, NULL"),
                new("boolean NOT NULL", "boolean NOT NULL: f, t, —", "quarantined: row 3: not_null"),
                new("boolean NOT NULL", "boolean NOT NULL: f, t, f", "coerced: otherwise ×1") { Rule = "otherwise: false" },
                new("integer", "integer: 0, 1, NULL"),
            ],
        },
        FidelityCase.Column("tinyint1_numbers", "A tinyint(1) holds every number from -128 to 127; drivers and tools make true of it.", "tinyint(1)", ["0", "1", "2", "127", "-2", "NULL"],
            "smallint: 0, 1, 2, 127, -2, NULL", "finding: tinyint_not_boolean") with
        {
            Mapped =
            [
                new("boolean", "boolean: f, t, —, —, —, NULL", "quarantined: row 3: not_convertible", "quarantined: row 4: not_convertible", "quarantined: row 5: not_convertible"),
                new("smallint", "smallint: 0, 1, 2, 127, -2, NULL"),
            ],
        },
        FidelityCase.Column("tinyint1_unsigned", "The same, unsigned.", "tinyint(1) unsigned", ["0", "1", "255"], "smallint: 0, 1, 255", "finding: tinyint_not_boolean") with
        {
            AnswerOnMySql = ["smallint: 0, 1, 255"],
            Mapped =
            [
                new("boolean", "boolean: f, t, —", "quarantined: row 3: not_convertible"),
                new("smallint", "smallint: 0, 1, 255"),
            ],
        },
        FidelityCase.Column("tinyint1_unknown", "A tinyint(1) without values could be either.", "tinyint(1)", ["NULL", "NULL"], "boolean: NULL, NULL"),
        FidelityCase.Column("tinyint4", "A tinyint of another width is a number, also where it holds only 0 and 1.", "tinyint(4)", ["0", "1"], "smallint: 0, 1") with
        {
            Mapped = [new("boolean", "boolean: f, t")],
        },
        FidelityCase.Column("smallint_unsigned", "The largest unsigned value does not fit into the signed type of the same size.", "smallint unsigned", ["0", "65535"], "integer: 0, 65535"),
        FidelityCase.Column("mediumint_unsigned", "PostgreSQL has no mediumint.", "mediumint unsigned", ["0", "16777215"], "integer: 0, 16777215"),
        FidelityCase.Column("int_unsigned", "The same for int: 4294967295 is no integer of PostgreSQL.", "int unsigned", ["0", "4294967295"], "bigint: 0, 4294967295") with
        {
            Mapped =
            [
                new("bigint", "bigint: 0, 4294967295"),
                new("integer", "integer: 0, —", "quarantined: row 2: out_of_range"),
            ],
        },
        FidelityCase.Column("bigint_unsigned", "A bigint unsigned whose values fit should not become numeric: that breaks keys and is slow.", "bigint unsigned", ["0", "9223372036854775807"],
            "bigint: 0, 9223372036854775807") with
        {
            Mapped =
            [
                new("bigint", "bigint: 0, 9223372036854775807"),
                new("integer", "integer: 0, —", "quarantined: row 2: out_of_range"),
            ],
        },
        FidelityCase.Column("bigint_unsigned_full", "A bigint unsigned beyond 2^63-1 needs more than bigint.", "bigint unsigned", ["1", "18446744073709551615"],
            "numeric(20,0): 1, 18446744073709551615", "finding: bigint_as_numeric") with
        {
            Mapped =
            [
                new("bigint", "bigint: 1, —", "quarantined: row 2: out_of_range"),
                new("numeric(20,0)", "numeric(20,0): 1, 18446744073709551615"),
            ],
        },
        FidelityCase.Column("int_width", "The width of int(11) is for display and says nothing about values.", "int(11)", ["-2147483648", "2147483647"], "integer: -2147483648, 2147483647"),
        FidelityCase.Column("zerofill_code", "ZEROFILL shows 000042, and some applications take that for a code.", "int(6) unsigned zerofill", ["42", "123456"],
            "bigint: 42, 123456", "finding: zero_fill") with
        {
            Mapped = [new("varchar(6)", "character varying(6): '000042', '123456'")],
        },
        FidelityCase.Column("zerofill_text", "The same where configuration says that it is one.", "int(6) unsigned zerofill", ["42", "123456", "1234567", "NULL"],
            "text: '000042', '123456', '1234567', NULL", "finding: type_chosen") with
        {
            DeclaredType = "text",
        },
    ];
}
