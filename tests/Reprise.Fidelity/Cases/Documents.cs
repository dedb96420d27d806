namespace Reprise.Fidelity.Cases;

/// <summary>JSON.</summary>
internal static class Documents
{
    public static IReadOnlyList<FidelityCase> Cases { get; } =
    [
        FidelityCase.Column("json_values", "MariaDB's json is a longtext with a check; JSON's null is not SQL's.", "json", ["'{\"a\": [1, 2.50, null]}'", "'null'", "NULL"],
            "json: {\"a\": [1, 2.50, null]}, null, NULL") with
        {
            AnswerOnMySql = ["json: {\"a\": [1, 2.5, null]}, null, NULL"],
            Mapped =
            [
                new("jsonb", "jsonb: {\"a\": [1, 2.50, null]}, null, NULL") { AnswerOnMySql = ["jsonb: {\"a\": [1, 2.5, null]}, null, NULL"] },
                new("json NOT NULL", "json NOT NULL: {\"a\": [1, 2.50, null]}, null, —", "quarantined: row 3: not_null")
                {
                    AnswerOnMySql = ["json NOT NULL: {\"a\": [1, 2.5, null]}, null, —", "quarantined: row 3: not_null"],
                },
            ],
        },
        FidelityCase.Column("json_oddities", "Duplicate keys, the order of keys and numbers beyond a double get lost in jsonb or in a language's own objects.", "json",
            ["'{\"b\": 1, \"a\": 2, \"b\": 3}'", "'12345678901234567890.123'"],
            "json: {\"b\": 1, \"a\": 2, \"b\": 3}, 12345678901234567890.123") with
        {
            AnswerOnMySql = ["json: {\"a\": 2, \"b\": 3}, 1.2345678901234567e19"],
            Mapped =
            [
                new("jsonb", "jsonb: {\"a\": 2, \"b\": 3}, 12345678901234567890.123", "coerced: repeated_json_key ×1")
                {
                    AnswerOnMySql = ["jsonb: {\"a\": 2, \"b\": 3}, 12345678901234567000"],
                },
            ],
        },
        FidelityCase.Column("json_huge_number", "And MariaDB takes numbers that no double reaches.", "json", ["'1e400'"], "json: 1e400") with
        {
            IsMariaDbOnly = true,
            Mapped = [new("jsonb", "jsonb: 10000000000000000000… (401 characters)")],
        },
        FidelityCase.Column("json_nul", "JSON may hold \\u0000, jsonb may not.", "json", ["'{\"a\": \"\\\\u0000\"}'", "'{\"a\": \"\\\\\\\\u0000\"}'"],
            "json: {\"a\": \"\\u0000\"}, {\"a\": \"\\\\u0000\"}") with
        {
            Mapped = [new("jsonb", "jsonb: —, {\"a\": \"\\\\u0000\"}", "quarantined: row 1: not_convertible")],
        },
        FidelityCase.Column("json_text", "Text that merely looks like JSON stays text.", "longtext", ["'{\"a\": 1}'", "'{broken'"], "text: '{\"a\": 1}', '{broken'") with
        {
            Mapped = [new("jsonb", "jsonb: {\"a\": 1}, —", "quarantined: row 2: not_convertible")],
        },
    ];
}
