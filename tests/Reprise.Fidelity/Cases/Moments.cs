namespace Reprise.Fidelity.Cases;

/// <summary>Dates and times.</summary>
internal static class Moments
{
    public static IReadOnlyList<FidelityCase> Cases { get; } =
    [
        FidelityCase.Column("zero_date", "0000-00-00 is no date of PostgreSQL; one of them must not stop the table.", "date", ["'0000-00-00'", "'2024-02-29'", "NULL"],
            "date: NULL, 2024-02-29, NULL", "coerced: zero_date ×1") with
        {
            Mapped =
            [
                new("date", "date: NULL, 2024-02-29, NULL", "coerced: zero_date ×1"),
                new("date NOT NULL", "date NOT NULL: 1900-01-01, 2024-02-29, 1900-01-01", "coerced: otherwise ×2") { Rule = "otherwise: \"1900-01-01\"" },
            ],
        },
        FidelityCase.Column("zero_date_not_null", "The same where null is not allowed.", "date NOT NULL", ["'0000-00-00'", "'2024-02-29'"],
            "date NOT NULL: —, 2024-02-29", "quarantined: row 1: zero_date", "finding: zero_dates_quarantined") with
        {
            Mapped =
            [
                new("date NOT NULL", "date NOT NULL: —, 2024-02-29", "quarantined: row 1: zero_date"),
                new("date NOT NULL", "date NOT NULL: 1900-01-01, 2024-02-29", "coerced: otherwise ×1") { Rule = "otherwise: \"1900-01-01\"" },
            ],
        },
        FidelityCase.Column("zero_datetime", "The same with a time, also as the default of the column.", "datetime NOT NULL DEFAULT '0000-00-00 00:00:00'", ["'2024-02-29 12:00:00'", "DEFAULT"],
            "timestamp(0) without time zone NOT NULL: 2024-02-29 12:00:00, —",
            "default: none", "quarantined: row 2: zero_date", "finding: zero_date_default", "finding: zero_dates_quarantined") with
        {
            Probes = [Probe.Defaults],
            Mapped =
            [
                new("timestamp(0) NOT NULL", "timestamp(0) without time zone NOT NULL: 2024-02-29 12:00:00, —", "quarantined: row 2: zero_date"),
                new("timestamptz(0)", "timestamp(0) with time zone: 2024-02-29 11:00:00+00, NULL", "coerced: zero_date ×1"),
                new("timestamp(0) NOT NULL", "timestamp(0) without time zone NOT NULL: 2024-02-29 12:00:00, 1900-01-01 00:00:00", "coerced: otherwise ×1") { Rule = "otherwise: \"1900-01-01 00:00:00\"" },
            ],
        },
        FidelityCase.Column("zero_timestamp", "The same in a TIMESTAMP, which others make 1970.", "timestamp NULL", ["'0000-00-00 00:00:00'", "'2024-02-29 12:00:00'", "NULL"],
            "timestamp(0) with time zone: NULL, 2024-02-29 12:00:00+00, NULL", "coerced: zero_date ×1") with
        {
            Mapped =
            [
                new("timestamptz(0)", "timestamp(0) with time zone: NULL, 2024-02-29 12:00:00+00, NULL", "coerced: zero_date ×1"),
                new("timestamp(0)", "timestamp(0) without time zone: NULL, 2024-02-29 12:00:00, NULL", "coerced: zero_date ×1"),
                new("timestamptz(0) NOT NULL", "timestamp(0) with time zone NOT NULL: —, 2024-02-29 12:00:00+00, —", "quarantined: row 1: zero_date", "quarantined: row 3: not_null"),
            ],
        },
        FidelityCase.Column("partial_date", "2024-05-00 says that the day is not known.", "date", ["'2024-05-00'", "'2024-00-00'", "'2024-05-01'"],
            "date: NULL, NULL, 2024-05-01", "coerced: partial_date ×2") with
        {
            Mapped =
            [
                new("date", "date: NULL, NULL, 2024-05-01", "coerced: partial_date ×2"),
                new("text", "text: '2024-05-00', '2024-00-00', '2024-05-01'"),
            ],
        },
        FidelityCase.Column("early_year", "Year 9 is a year; year 0 is none of PostgreSQL's.", "date", ["'0009-12-04'", "'0000-05-04'", "'9999-12-31'"],
            "date: 0009-12-04, NULL, 9999-12-31", "coerced: out_of_range ×1") with
        {
            Mapped =
            [
                new("date", "date: 0009-12-04, NULL, 9999-12-31", "coerced: out_of_range ×1"),
                new("date NOT NULL", "date NOT NULL: 0009-12-04, —, 9999-12-31", "quarantined: row 2: out_of_range"),
                new("text", "text: '0009-12-04', '0000-05-04', '9999-12-31'"),
            ],
        },
        new()
        {
            Name = "impossible_date",
            Trap = "With ALLOW_INVALID_DATES MySQL takes 31 February.",
            Source = "date: '2024-02-31', '2024-02-29'",
            Script =
            [
                "CREATE TABLE impossible_date (id int PRIMARY KEY, v date)",
                "SET sql_mode = 'ALLOW_INVALID_DATES'",
                "INSERT INTO impossible_date VALUES (1, '2024-02-31'), (2, '2024-02-29')",
                "SET sql_mode = ''",
            ],
            Rows = 2,
            Answer = ["date: NULL, 2024-02-29", "coerced: out_of_range ×1"],
        },
        FidelityCase.Column("datetime_local", "A DATETIME has no time zone; with one its hours move.", "datetime", ["'2024-07-01 12:00:00'", "'1000-01-01 00:00:00'", "'9999-12-31 23:59:59'"],
            "timestamp(0) without time zone: 2024-07-01 12:00:00, 1000-01-01 00:00:00, 9999-12-31 23:59:59") with
        {
            Mapped =
            [
                new("timestamp(0)", "timestamp(0) without time zone: 2024-07-01 12:00:00, 1000-01-01 00:00:00, 9999-12-31 23:59:59"),
                new("timestamptz", "timestamp with time zone: 2024-07-01 10:00:00+00, 0999-12-31 23:50:39+00, 9999-12-31 22:59:59+00"),
            ],
        },
        FidelityCase.Column("datetime_dst", "02:30 on the last Sunday of March does not exist in Paris, and exists twice on that of October.", "datetime", ["'2024-03-31 02:30:00'", "'2024-10-27 02:30:00'"],
            "timestamp(0) without time zone: 2024-03-31 02:30:00, 2024-10-27 02:30:00") with
        {
            Mapped =
            [
                new("timestamp(0)", "timestamp(0) without time zone: 2024-03-31 02:30:00, 2024-10-27 02:30:00"),
                new("timestamptz", "timestamp with time zone: 2024-03-31 01:30:00+00, 2024-10-27 00:30:00+00", "coerced: dst_gap ×1", "coerced: dst_overlap ×1"),
            ],
        },
        FidelityCase.Column("datetime_instant", "The same where configuration makes an instant of it.", "datetime", ["'2024-03-31 02:30:00'", "'2024-10-27 02:30:00'", "'2024-07-01 12:00:00'", "NULL"],
            "timestamp(6) with time zone: 2024-03-31 01:30:00+00, 2024-10-27 00:30:00+00, 2024-07-01 10:00:00+00, NULL", "coerced: dst_gap ×1", "coerced: dst_overlap ×1", "finding: type_chosen") with
        {
            DeclaredType = "timestamptz",
        },
        FidelityCase.Column("timestamp_utc", "A TIMESTAMP is a point in time, shown in the session's zone.", "timestamp NULL", ["'2024-10-27 00:30:00'", "'2024-10-27 01:30:00'", "'2038-01-19 03:14:07'"],
            "timestamp(0) with time zone: 2024-10-27 00:30:00+00, 2024-10-27 01:30:00+00, 2038-01-19 03:14:07+00") with
        {
            Mapped = [new("timestamptz(0)", "timestamp(0) with time zone: 2024-10-27 00:30:00+00, 2024-10-27 01:30:00+00, 2038-01-19 03:14:07+00")],
        },
        FidelityCase.Column("datetime6", "PostgreSQL rounds what is too fine: 23:59:59.7 on 31 December becomes next year.", "datetime(6)", ["'2024-12-31 23:59:59.7'", "'2024-01-01 00:00:00.000001'"],
            "timestamp(6) without time zone: 2024-12-31 23:59:59.7, 2024-01-01 00:00:00.000001") with
        {
            Mapped = [new("timestamp(0)", "timestamp(0) without time zone: 2024-12-31 23:59:59, 2024-01-01 00:00:00", "coerced: truncated ×2")],
        },
        FidelityCase.Column("time_duration", "A TIME is a duration: it may be negative and reaches 838 hours.", "time", ["'25:00:00'", "'-01:30:00'", "'838:59:59'", "'08:00:00'"],
            "interval: 25:00:00, -01:30:00, 838:59:59, 08:00:00") with
        {
            Mapped =
            [
                new("interval", "interval: 25:00:00, -01:30:00, 838:59:59, 08:00:00"),
                new("integer", "integer: 90000, -5400, 3020399, 28800"),
                new("time(0)", "time(0) without time zone: —, —, —, 08:00:00", "quarantined: row 1: not_convertible", "quarantined: row 2: not_convertible", "quarantined: row 3: not_convertible"),
            ],
        },
        new()
        {
            Name = "on_update",
            Trap = "ON UPDATE CURRENT_TIMESTAMP must not touch the values while they are copied.",
            Source = "timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(): '2020-01-01 00:00:00'",
            Script =
            [
                "CREATE TABLE on_update (id int PRIMARY KEY, v timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp())",
                "INSERT INTO on_update VALUES (1, '2020-01-01 00:00:00')",
            ],
            Rows = 1,
            Probes = [Probe.Defaults],
            Answer = ["timestamp(0) with time zone NOT NULL: 2020-01-01 00:00:00+00", "default: v CURRENT_TIMESTAMP(0)", "finding: on_update_not_carried"],
        },
    ];
}
