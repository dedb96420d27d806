namespace Reprise.Fidelity.Cases;

/// <summary>Text.</summary>
internal static class Texts
{
    public static IReadOnlyList<FidelityCase> Cases { get; } =
    [
        FidelityCase.Column("nul_in_text", "PostgreSQL's text cannot hold U+0000.", "varchar(20)", ["CONCAT('a', CHAR(0), 'b')", "'ab'"],
            "character varying(20): 'ab', 'ab'", "coerced: nul_in_text ×1") with
        {
            Mapped = [new("varchar(20)", "character varying(20): 'ab', 'ab'", "coerced: nul_in_text ×1")],
        },
        FidelityCase.Column("lone_surrogate", "utf8mb3 takes half a surrogate pair, which is no UTF-8.", "varchar(20) CHARACTER SET utf8mb3", ["_utf8mb3 x'61EDA080'", "'ok'"],
            "character varying(20): —, 'ok'", "quarantined: row 1: invalid_text") with
        {
            IsMariaDbOnly = true,
            Mapped = [new("varchar(20)", "character varying(20): —, 'ok'", "quarantined: row 1: invalid_text")],
        },
        FidelityCase.Column("unmapped_byte", "Byte 98 is nothing in cp1251: a server that is asked for Unicode answers with a question mark.", "varchar(20) CHARACTER SET cp1251", ["x'C0C198'", "x'C03F'"],
            "character varying(20): —, 'А?'", "quarantined: row 1: invalid_text") with
        {
            Mapped = [new("varchar(20)", "character varying(20): —, 'А?'", "quarantined: row 1: invalid_text")],
        },
        FidelityCase.Column("latin1_text", "MySQL's latin1 is Windows-1252: byte 80 is the euro sign.", "varchar(20) CHARACTER SET latin1", ["'€ œ Ÿ'", "'été'"],
            "character varying(20): '€ œ Ÿ', 'été'") with
        {
            Mapped = [new("varchar(20)", "character varying(20): '€ œ Ÿ', 'été'")],
        },
        FidelityCase.Column("mojibake", "UTF-8 bytes stored as latin1, in some rows only.", "varchar(20) CHARACTER SET latin1", ["x'C3A974C3A9'", "'été'"],
            "character varying(20): 'Ã©tÃ©', 'été'") with
        {
            Mapped =
            [
                new("varchar(20)", "character varying(20): 'Ã©tÃ©', 'été'"),
                new("varchar(20)", "character varying(20): 'été', 'été'", "coerced: mojibake ×1") { Rule = "normalise: [mojibake]" },
            ],
        },
        FidelityCase.Column("other_charsets", "Every other character set becomes UTF-8.", "varchar(20) CHARACTER SET sjis", ["'日本'", "'ab'"], "character varying(20): '日本', 'ab'"),
        FidelityCase.Column("emoji", "Characters beyond the first 65536 have four bytes.", "varchar(3) CHARACTER SET utf8mb4", ["'😀é☃'", "'𝄞'"], "character varying(3): '😀é☃', '𝄞'") with
        {
            Mapped = [new("varchar(3)", "character varying(3): '😀é☃', '𝄞'")],
        },
        FidelityCase.Column("new_collation", "A collation the tool does not know must not stop it.", "varchar(20) COLLATE utf8mb4_uca1400_ai_ci", ["'é'"], "character varying(20): 'é'") with
        {
            IsMariaDbOnly = true,
        },
        FidelityCase.Column("char_padding", "MySQL's CHAR drops the spaces at its end, PostgreSQL's pads with them.", "char(5)", ["'ab'", "''", "' a '"],
            "character varying(5): 'ab', '', ' a'") with
        {
            Mapped = [new("varchar(5)", "character varying(5): 'ab', '', ' a'")],
        },
        FidelityCase.Column("trailing_spaces", "VARCHAR keeps them.", "varchar(5)", ["'a'", "'a '", "' '"], "character varying(5): 'a', 'a ', ' '") with
        {
            Mapped = [new("varchar(5)", "character varying(5): 'a', 'a ', NULL", "coerced: blank_as_null ×1") { Rule = "blank_as_null: true" }],
        },
        FidelityCase.Column("empty_text", "The empty text is not NULL.", "varchar(5)", ["''", "NULL"], "character varying(5): '', NULL") with
        {
            Mapped =
            [
                new("varchar(5) NOT NULL", "character varying(5) NOT NULL: '', —", "quarantined: row 2: not_null"),
                new("varchar(5) NOT NULL", "character varying(5) NOT NULL: —, —", "quarantined: row 1: not_null", "quarantined: row 2: not_null") { Rule = "blank_as_null: true" },
            ],
        },
        FidelityCase.Column("too_long", "A longer text must not be cut, and length counts characters, not bytes.", "varchar(20)", ["'0123456789'", "'01234567890'", "REPEAT('😀', 10)"],
            "character varying(20): '0123456789', '01234567890', '😀😀😀😀😀😀😀😀😀😀'") with
        {
            Mapped = [new("varchar(10)", "character varying(10): '0123456789', —, '😀😀😀😀😀😀😀😀😀😀'", "quarantined: row 2: too_long")],
        },
        FidelityCase.Column("markup", "HTML entities and PHP's serialised values, with their byte lengths, are none of a copy's business.", "text", ["'caf&eacute; &amp; th\u00e9'", "'a:1:{s:1:\"n\";s:4:\"caf\u00e9\";}'"],
            "text: 'caf&eacute; &amp; thé', 'a:1:{s:1:\"n\";s:4:\"café\";}'") with
        {
            Mapped =
            [
                new("text", "text: 'café & thé', 'a:1:{s:1:\"n\";s:4:\"café\";}'", "coerced: html_entities ×1") { Rule = "normalise: [html_entities]" },
                new("text", "text: —, —", "quarantined: row 1: invalid_php_serialized", "quarantined: row 2: invalid_php_serialized") { Rule = "normalise: [php_serialized]" },
            ],
        },
        FidelityCase.Column("line_ends", "Tabs, line ends and backslashes are COPY's own syntax.", "text", ["'a\\tb\\nc\\\\d\\\\N'", "'\\\\N'"], "text: 'a\\tb\\nc\\d\\N', '\\N'"),
        FidelityCase.Column("postcode", "A postcode kept as a number lost its leading zero.", "int", ["1000", "75001"], "integer: 1000, 75001") with
        {
            Mapped =
            [
                new("varchar(5)", "character varying(5): '1000', '75001'"),
                new("varchar(5)", "character varying(5): '01000', '75001'", "coerced: postal_code ×1") { Rule = "normalise: [postal_code]" },
            ],
        },
        FidelityCase.Column("siret", "An identifier that a spreadsheet rounded is lost, and must not look as if it were not.", "varchar(20)", ["'12345678901234'", "'1,23457E+13'"],
            "character varying(20): '12345678901234', '1,23457E+13'") with
        {
            Mapped =
            [
                new("varchar(14)", "character varying(14): '12345678901234', '1,23457E+13'"),
                new("bigint", "bigint: 12345678901234, —", "quarantined: row 2: not_convertible"),
                new("varchar(14)", "character varying(14): —, —", "quarantined: row 1: invalid_siret", "quarantined: row 2: invalid_siret") { Rule = "normalise: [siret]" },
            ],
        },
        FidelityCase.Column("long_text", "Large values exhaust the memory of tools that collect rows first.", "longtext", ["REPEAT('é', 8000000)", "'x'"], "text: 'éééééééééééééééééééé… (8000000 characters)', 'x'"),
    ];
}
