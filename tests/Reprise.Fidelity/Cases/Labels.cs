namespace Reprise.Fidelity.Cases;

/// <summary>ENUM and SET.</summary>
internal static class Labels
{
    public static IReadOnlyList<FidelityCase> Cases { get; } =
    [
        FidelityCase.Column("enum_blank", "'' is the error value of an ENUM (index 0), and no label of it.", "enum('oui','non')", ["'oui'", "'quoi ?'", "NULL"],
            "text: 'oui', NULL, NULL", "check: CHECK ((v = ANY (ARRAY['oui'::text, 'non'::text])))", "coerced: blank_enum ×1") with
        {
            Probes = [Probe.Checks],
            Mapped =
            [
                new("boolean", "boolean: t, NULL, NULL", "coerced: blank_enum ×1"),
                new("varchar(3) NOT NULL", "character varying(3) NOT NULL: 'oui', 'non', 'non'", "coerced: otherwise ×2") { Rule = "otherwise: non" },
            ],
        },
        FidelityCase.Column("enum_blank_not_null", "The same where null is not allowed; elsewhere one such row costs the whole batch.", "enum('oui','non') NOT NULL", ["'oui'", "''", "'non'"],
            "text NOT NULL: 'oui', —, 'non'", "quarantined: row 2: blank_enum") with
        {
            Mapped =
            [
                new("varchar(3) NOT NULL", "character varying(3) NOT NULL: 'oui', —, 'non'", "quarantined: row 2: blank_enum"),
                new("boolean NOT NULL", "boolean NOT NULL: t, —, f", "quarantined: row 2: blank_enum"),
                new("boolean NOT NULL", "boolean NOT NULL: t, f, f", "coerced: otherwise ×1") { Rule = "otherwise: false" },
            ],
        },
        FidelityCase.Column("enum_empty_label", "An empty label that is declared is a value.", "enum('','a')", ["''", "'a'"], "text: '', 'a'") with
        {
            Mapped =
            [
                new("text NOT NULL", "text NOT NULL: '', 'a'"),
                new("text", "text: NULL, 'a'", "coerced: blank_as_null ×1") { Rule = "blank_as_null: true" },
            ],
        },
        FidelityCase.Column("enum_quotes", "Labels may hold quotes, commas and parentheses.", "enum('a''b','c,d','(e)')", ["'a''b'", "'c,d'", "'(e)'"], "text: 'a'b', 'c,d', '(e)'") with
        {
            Mapped = [new("varchar(3)", "character varying(3): 'a'b', 'c,d', '(e)'")],
        },
        FidelityCase.Column("enum_flag", "enum('0','1') is somebody's boolean; its index is not its label.", "enum('0','1')", ["'0'", "'1'", "NULL"], "text: '0', '1', NULL") with
        {
            Mapped = [new("boolean", "boolean: f, t, NULL"), new("smallint", "smallint: 0, 1, NULL")],
        },
        FidelityCase.Column("enum_checked", "And enum('1') NULL another's: checked, or null.", "enum('1')", ["'1'", "NULL"], "text: '1', NULL") with
        {
            Mapped = [new("boolean", "boolean: t, NULL"), new("boolean NOT NULL", "boolean NOT NULL: t, f", "coerced: otherwise ×1") { Rule = "otherwise: false" }],
        },
        FidelityCase.Column("enum_into_enum", "The application's own enum type may know other labels.", "enum('actif','parti')", ["'actif'", "'parti'"], "text: 'actif', 'parti'") with
        {
            Mapped = [new("app.state", "state: 'actif', —", "quarantined: row 2: unknown_label")],
        },
        FidelityCase.Column("set_labels", "A SET is a list; the empty one is not NULL, and labels may look like syntax or like NULL.", "set('rouge','a\"b','{c}','NULL')", ["'rouge,NULL'", "''", "'a\"b,{c}'", "NULL"],
            "text[]: {rouge,\"NULL\"}, {}, {\"a\\\"b\",\"{c}\"}, NULL") with
        {
            Mapped =
            [
                new("text[]", "text[]: {rouge,\"NULL\"}, {}, {\"a\\\"b\",\"{c}\"}, NULL"),
                new("text", "text: 'rouge,NULL', '', 'a\"b,{c}', NULL"),
            ],
        },
    ];
}
