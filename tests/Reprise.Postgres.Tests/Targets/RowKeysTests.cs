using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Plans;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Replication;

namespace Reprise.Postgres.Tests.Targets;

/// <summary>Source keys of replicated rows, told from what they became: in the form that the mapper gives them, or not at all.</summary>
public sealed class RowKeysTests(LedgerFixture ledger) : IClassFixture<LedgerFixture>
{
    private const string Uuid = "uuid '123e4567-e89b-12d3-a456-426614174000'";

    private static readonly ColumnType Text = new(ValueKind.Text);
    private static readonly ColumnType Bytes = new(ValueKind.Binary);

    [Fact]
    public async Task A_number_is_its_digits()
    {
        Assert.Equal("18446744073709551615", await KeyAsync(new(ValueKind.Bits, Length: 64), new(PgKind.Bit, Length: 64), "(-1)::bigint::bit(64)"));
        Assert.Equal("9223372036854775808", await KeyAsync(new(ValueKind.Bits, Length: 64), new(PgKind.Bit, Length: 64), "(-9223372036854775808)::bigint::bit(64)"));
        Assert.Equal("5", await KeyAsync(new(ValueKind.Bits, Length: 9), new(PgKind.Bit, Length: 9), "bit(9) '000000101'"));
        Assert.Equal("1", await KeyAsync(new(ValueKind.Boolean), new(PgKind.Boolean), "true"));
        Assert.Equal("1.5", await KeyAsync(new(ValueKind.Decimal, Precision: 6, Scale: 2), new(PgKind.Numeric, Precision: 6, Scale: 2), "1.50"));
        Assert.Null(await KeyAsync(new(ValueKind.Decimal, Precision: 6, Scale: 2), new(PgKind.Numeric, Precision: 6, Scale: 1), "1.5"));
        Assert.Equal("7", await KeyAsync(new(ValueKind.Int32), new(PgKind.Text), "'7'"));
        Assert.Null(await KeyAsync(new(ValueKind.Int32), new(PgKind.Text), "'007'", isZeroFill: true));
    }

    [Fact]
    public async Task A_float_is_told_where_both_sides_write_it_without_exponent()
    {
        Assert.Equal("0.1", await KeyAsync(new(ValueKind.Float32), new(PgKind.Float4), "0.1::real"));
        Assert.Equal("0", await KeyAsync(new(ValueKind.Float64), new(PgKind.Float8), "'-0'::double precision"));
        Assert.Null(await KeyAsync(new(ValueKind.Float64), new(PgKind.Float8), "1e20::double precision"));
        Assert.Null(await KeyAsync(new(ValueKind.Float32), new(PgKind.Float8), "0.1::real::double precision"));
    }

    [Fact]
    public async Task A_UUID_is_what_it_was_in_the_source()
    {
        Assert.Equal("123e4567e89b12d3a456426614174000", await KeyAsync(Bytes, new(PgKind.Uuid), Uuid));
        Assert.Equal("12d3e89b123e4567a456426614174000", await KeyAsync(Bytes, new(PgKind.Uuid), Uuid, order: UuidOrder.Swapped));
        Assert.Equal("123e4567e89b12d3a456426614174000", await KeyAsync(new(ValueKind.Uuid), new(PgKind.Uuid), Uuid));
        Assert.Equal("123e4567e89b12d3a456426614174000", await KeyAsync(new(ValueKind.Uuid), new(PgKind.Text), $"({Uuid})::text"));
        Assert.Equal("123e4567e89b12d3a456426614174000", await KeyAsync(new(ValueKind.Uuid), new(PgKind.Bytea), "'\\x123e4567e89b12d3a456426614174000'::bytea"));

        // It may have been in upper case, or without hyphens.
        Assert.Null(await KeyAsync(new(ValueKind.Text, Length: 36), new(PgKind.Uuid), Uuid));
    }

    [Fact]
    public async Task A_moment_is_its_time_in_the_source_unless_a_zone_or_a_cut_stands_between()
    {
        var instant = "timestamptz '2024-10-27 01:30:00.5+01'";
        Assert.Equal("2024-10-27 00:30:00.5", await KeyAsync(new(ValueKind.DateTime, Precision: 3), new(PgKind.TimestampTz, Precision: 6), instant));
        Assert.Null(await KeyAsync(new(ValueKind.DateTime, Precision: 3), new(PgKind.TimestampTz, Precision: 6), instant, timeZone: "Europe/Paris"));
        Assert.Null(await KeyAsync(new(ValueKind.Date), new(PgKind.TimestampTz, Precision: 6), instant, timeZone: "Europe/Paris"));
        Assert.Equal("2024-10-27", await KeyAsync(new(ValueKind.Date), new(PgKind.Timestamp, Precision: 6), "timestamp '2024-10-27'"));
        Assert.Equal("2024-10-27 00:30:00.5+00", await KeyAsync(new(ValueKind.Timestamp, Precision: 3), new(PgKind.TimestampTz, Precision: 6), instant, timeZone: "Europe/Paris"));
        Assert.Null(await KeyAsync(new(ValueKind.DateTime, Precision: 3), new(PgKind.Timestamp, Precision: 0), "timestamp '2024-10-27'"));
        Assert.Equal("-25:00:01", await KeyAsync(new(ValueKind.Time), new(PgKind.Interval), "interval '-25:00:01'"));
    }

    [Fact]
    public async Task Text_is_itself_and_what_was_read_from_it_is_not_told()
    {
        Assert.Equal("né ", await KeyAsync(Text, new(PgKind.Varchar, Length: 9), "'né '::varchar"));
        Assert.Null(await KeyAsync(Text, new(PgKind.Int4), "7"));
        Assert.Null(await KeyAsync(Text, new(PgKind.Date), "date '2024-01-01'"));
        Assert.Null(await KeyAsync(Bytes, new(PgKind.Text), "'POINT(1 2)'"));
        Assert.Null(await KeyAsync(Bytes, new(PgKind.Inet), "inet '10.0.0.1'"));
    }

    [Fact]
    public async Task A_key_with_a_respelled_reference_is_told_before_it_is_respelled_only()
    {
        var (plan, table) = PlanOf(Text, new(PgKind.Text));
        var respelled = table with { Respelled = [new RespelledReference("parent", [new RespelledPart("K", "code", TakesOver: true)])] };

        Assert.Equal("nimes", await ReadAsync(RowKeys.Of(plan, respelled, "r"), "'nimes'"));
        Assert.Null(await ReadAsync(RowKeys.AfterRespelling(plan, respelled, "r"), "'Nîmes'"));
        Assert.Equal("nimes", await ReadAsync(RowKeys.AfterRespelling(plan, table, "r"), "'nimes'"));
    }

    private Task<string?> KeyAsync(ColumnType from, PgType to, string value, UuidOrder? order = null, string? timeZone = null, bool isZeroFill = false)
    {
        var (plan, table) = PlanOf(from, to, order, isZeroFill);
        return ReadAsync(RowKeys.Of(plan with { TimeZone = timeZone }, table, "r"), value);
    }

    private async Task<string?> ReadAsync(string key, string value) => Assert.Single(await ledger.Database.UseAsync(
        connection => connection.QueryAsync($"SELECT {key} FROM (SELECT {value} AS k) AS r", [], reader => reader.Nullable<string>(0), TestContext.Current.CancellationToken),
        TestContext.Current.CancellationToken));

    private static (RunPlan Plan, RunTable Table) PlanOf(ColumnType from, PgType to, UuidOrder? order = null, bool isZeroFill = false)
    {
        var column = new SourceColumn { Name = "k", DataType = "any", DeclaredType = "any", IsZeroFill = isZeroFill };
        var source = new SourceTable("t", "InnoDB", IsTransactional: true, 0, 0, string.Empty, null, [column], ["k"], [], [], []);
        var table = new RunTable
        {
            Name = "t",
            Source = "t",
            Target = new TargetTable(new TableName("s", "t"), [new TargetColumn("k", to, IsNullable: false, HasDefault: false, IsIdentity: false, IsGenerated: false, null)], ["k"], [], [], []),
            Lot = "main",
            DependsOn = [],
            Key = ["k"],
            Rules = [new SourceColumnRule("k", "k", BlankAsNull: false, Otherwise: null, Line: 1) { UuidOrder = order }],
        };
        var plan = new RunPlan
        {
            Entity = "e",
            EntityName = "Entité",
            Plan = Plan.Replicate,
            PlanVersion = 1,
            PlanFingerprint = "f",
            SourceServer = "MariaDB",
            Parallelism = 1,
            RequiresApproval = false,
            Gates = Core.Entities.GateThresholds.Default,
            ChunkRows = 1000,
            Sources = [new SourceRead(source, [new BatchColumn("k", from)], ["k"])],
            Tables = [table],
            Lots = ["main"],
        };
        return (plan, table);
    }
}
