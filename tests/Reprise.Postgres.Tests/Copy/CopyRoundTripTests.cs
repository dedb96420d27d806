using System.Globalization;
using System.Text;
using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Mapping;
using Reprise.Postgres.Catalog;
using Reprise.Postgres.Copy;

namespace Reprise.Postgres.Tests.Copy;

/// <summary>What the encoder writes is what PostgreSQL reads as text, and what the decoder reads back.</summary>
public abstract class CopyRoundTripTests(LedgerFixture ledger)
{
    public sealed class OnPostgres15(LedgerFixture ledger) : CopyRoundTripTests(ledger), IClassFixture<LedgerFixture>;

    public sealed class OnPostgres18(LedgerOn18Fixture ledger) : CopyRoundTripTests(ledger), IClassFixture<LedgerOn18Fixture>;

    public static TheoryData<string, ColumnType, PgType, long[], string[]> Words => new()
    {
        { "boolean", new(ValueKind.Boolean), new(PgKind.Boolean), [0, 1], ["false", "true"] },
        { "smallint", new(ValueKind.Int16), new(PgKind.Int2), [short.MinValue, 0, short.MaxValue], ["-32768", "0", "32767"] },
        { "integer", new(ValueKind.Int32), new(PgKind.Int4), [int.MinValue, 0, int.MaxValue], ["-2147483648", "0", "2147483647"] },
        { "bigint", new(ValueKind.Int64), new(PgKind.Int8), [long.MinValue, 0, long.MaxValue], ["-9223372036854775808", "0", "9223372036854775807"] },
        { "unsigned bigint as numeric", new(ValueKind.UInt64), new(PgKind.Numeric, Precision: 20), [-1, 0, 10_000], ["18446744073709551615", "0", "10000"] },
        { "decimal(12,2)", new(ValueKind.Decimal, 12, 2), new(PgKind.Numeric, Precision: 12, Scale: 2), [-1, 0, 5, 100, 999_999_999_999], ["-0.01", "0.00", "0.05", "1.00", "9999999999.99"] },
        { "decimal(18,18)", new(ValueKind.Decimal, 18, 18), new(PgKind.Numeric, Precision: 18, Scale: 18), [1, 999_999_999_999_999_999], ["0.000000000000000001", "0.999999999999999999"] },
        { "date", new(ValueKind.Date), new(PgKind.Date), [-719_162, 0, 2_932_896], ["0001-01-01", "1970-01-01", "9999-12-31"] },
        { "timestamp", new(ValueKind.DateTime, 6), new(PgKind.Timestamp, Precision: 6), [-1, 0, 1_700_000_000_123_456], ["1969-12-31 23:59:59.999999", "1970-01-01 00:00:00", "2023-11-14 22:13:20.123456"] },
        { "timestamptz", new(ValueKind.Timestamp, 6), new(PgKind.TimestampTz, Precision: 6), [0], ["1970-01-01 00:00:00+00"] },
        { "interval", new(ValueKind.Time, 6), new(PgKind.Interval), [-3_020_399_000_000, 90_000_000_000], ["-838:59:59", "25:00:00"] },
        { "time", new(ValueKind.Time, 6), new(PgKind.Time, Precision: 6), [0, 86_399_999_999], ["00:00:00", "23:59:59.999999"] },
        { "bit(1)", new(ValueKind.Bits, Length: 1), new(PgKind.Bit, Length: 1), [0, 1], ["0", "1"] },
        { "bit(10)", new(ValueKind.Bits, Length: 10), new(PgKind.Bit, Length: 10), [0b10_0000_0001, 3], ["1000000001", "0000000011"] },
        { "bit(64)", new(ValueKind.Bits, Length: 64), new(PgKind.Bit, Length: 64), [-1, 1], [new string('1', 64), new string('0', 63) + "1"] },
    };

    public static TheoryData<string, ColumnType, PgType, string[], string[]> Runs => new()
    {
        { "text", new(ValueKind.Text), new(PgKind.Text), ["", "Été 🎺", "a\tb"], ["", "Été 🎺", "a\tb"] },
        { "varchar(4)", new(ValueKind.Text), new(PgKind.Varchar, Length: 4), ["🎺🎺🎺🎺"], ["🎺🎺🎺🎺"] },
        { "numeric(65,30)", new(ValueKind.Decimal, 65, 30), new(PgKind.Numeric, Precision: 65, Scale: 30), [$"-{new string('9', 35)}.{new string('9', 30)}", $"0.{new string('0', 29)}1", $"10000.{new string('0', 30)}"], [$"-{new string('9', 35)}.{new string('9', 30)}", $"0.{new string('0', 29)}1", $"10000.{new string('0', 30)}"] },
        { "text[]", new(ValueKind.TextSet), new(PgKind.TextArray), ["", "un", "un,deux {\"x\"},NULL"], ["{}", "{un}", "{un,\"deux {\\\"x\\\"}\",\"NULL\"}"] },
        { "json", new(ValueKind.Json), new(PgKind.Json), ["{\"a\": 1, \"a\": 2}"], ["{\"a\": 1, \"a\": 2}"] },
        { "jsonb", new(ValueKind.Json), new(PgKind.Jsonb), ["[1, \"é\"]"], ["[1, \"é\"]"] },
        { "inet", new(ValueKind.Text), new(PgKind.Inet), ["192.168.0.1", "10.0.0.0/8", "2001:db8::1"], ["192.168.0.1/32", "10.0.0.0/8", "2001:db8::1/128"] },
    };

    [Theory]
    [MemberData(nameof(Words))]
    public async Task A_word_arrives_and_comes_back(string name, ColumnType from, PgType to, long[] values, string[] texts)
    {
        var column = new FixedColumn("v", from);
        Array.ForEach(values, column.Append);
        column.AppendNull();

        var (written, read) = await RoundTripAsync(column, to);

        Assert.Equal([.. texts, null], written);
        Assert.True(((FixedColumn)read).Values[..values.Length].SequenceEqual(values), name);
        Assert.True(read.IsNull(values.Length));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task Bytes_arrive_and_come_back(string name, ColumnType from, PgType to, string[] values, string[] texts)
    {
        var column = new VariableColumn("v", from);
        Array.ForEach(values, value => column.Append(Encoding.UTF8.GetBytes(value)));
        column.AppendNull();

        var (written, read) = await RoundTripAsync(column, to);

        Assert.Equal([.. texts, null], written);
        Assert.Equal(values, Enumerable.Range(0, values.Length).Select(row => Encoding.UTF8.GetString(((VariableColumn)read)[row])));
        Assert.True(read.IsNull(values.Length), name);
    }

    [Theory]
    [InlineData(PgKind.Float8)]
    [InlineData(PgKind.Float4)]
    public async Task Floats_arrive_and_come_back(PgKind kind)
    {
        double[] values = [0, -0.0, 1.5, -2.25, double.NaN, double.PositiveInfinity, double.NegativeInfinity];
        var column = new FixedColumn("v", new ColumnType(ValueKind.Float64));
        Array.ForEach(values, column.Append);

        var (written, read) = await RoundTripAsync(column, new PgType(kind));

        Assert.Equal(["0", "-0", "1.5", "-2.25", "NaN", "Infinity", "-Infinity"], written);
        Assert.Equal(values, ((FixedColumn)read).Doubles.ToArray());
    }

    [Fact]
    public async Task Any_decimal_arrives_and_comes_back()
    {
        var random = new Random(20261124);
        var cases = Enumerable.Range(0, 2_000).Select(_ => (Scale: random.Next(19), Value: random.NextInt64(-999_999_999_999_999_999, 1_000_000_000_000_000_000) >> random.Next(60)));
        foreach (var byScale in cases.GroupBy(entry => entry.Scale))
        {
            var column = new FixedColumn("v", new ColumnType(ValueKind.Decimal, 18, byScale.Key));
            var values = byScale.Select(entry => entry.Value).ToArray();
            Array.ForEach(values, column.Append);

            var (written, read) = await RoundTripAsync(column, new PgType(PgKind.Numeric, Precision: 18, Scale: byScale.Key));

            Assert.Equal(values.Select(value => new decimal(value) / Power(byScale.Key)), written.Select(text => decimal.Parse(text!, CultureInfo.InvariantCulture)));
            Assert.Equal(values, ((FixedColumn)read).Values.ToArray());
        }
    }

    private static decimal Power(int scale) => Enumerable.Repeat(10m, scale).Aggregate(1m, (product, ten) => product * ten);

    /// <summary>Copies a column into a table, reads it as text through the server, and back through the decoder.</summary>
    private async Task<(List<string?> Written, Column Read)> RoundTripAsync(Column column, PgType type)
    {
        await using var connection = await ledger.Database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using (var create = new NpgsqlCommand($"CREATE TEMP TABLE t (n integer GENERATED ALWAYS AS IDENTITY, v {PgTypes.Sql(type)})", connection))
        {
            await create.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await using (var stream = await connection.BeginRawBinaryCopyAsync("COPY t (v) FROM STDIN (FORMAT binary)", TestContext.Current.CancellationToken))
        {
            var writer = new BinaryCopyWriter(stream, [type], chunk: null);
            writer.WriteHeader();
            using var batch = new MappedBatch(new ColumnBatch([column]), new bool[column.Count], [], 0, []);
            await writer.WriteAsync(batch, TestContext.Current.CancellationToken);
            await writer.CompleteAsync(TestContext.Current.CancellationToken);
            Assert.Equal(column.Count, writer.Rows);
        }

        var written = new List<string?>();
        await using (var select = new NpgsqlCommand("SELECT v::text FROM t ORDER BY n", connection))
        await using (var reader = await select.ExecuteReaderAsync(TestContext.Current.CancellationToken))
        {
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            {
                written.Add(await reader.IsDBNullAsync(0, TestContext.Current.CancellationToken) ? null : reader.GetString(0));
            }
        }

        return (written, await ReadBackAsync(connection, column.Type, type));
    }

    private static async Task<Column> ReadBackAsync(NpgsqlConnection connection, ColumnType wanted, PgType type)
    {
        var decoder = ColumnDecoder.For(type, wanted);
        var column = Column.Create("v", wanted);
        await using (var stream = await connection.BeginRawBinaryCopyAsync("COPY (SELECT v FROM t ORDER BY n) TO STDOUT (FORMAT binary)", TestContext.Current.CancellationToken))
        {
            var reader = new CopyStreamReader(stream);
            await reader.ReadHeaderAsync(TestContext.Current.CancellationToken);
            while (true)
            {
                await reader.EnsureAsync(2, TestContext.Current.CancellationToken);
                if (reader.ReadInt16() < 0)
                {
                    break;
                }

                await reader.EnsureAsync(4, TestContext.Current.CancellationToken);
                var length = reader.ReadInt32();
                if (length < 0)
                {
                    column.AppendNull();
                    continue;
                }

                await reader.EnsureAsync(length, TestContext.Current.CancellationToken);
                decoder(reader.Ready[..length], column);
                reader.Pass(length);
            }
        }

        await using var drop = new NpgsqlCommand("DROP TABLE t", connection);
        await drop.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return column;
    }
}
