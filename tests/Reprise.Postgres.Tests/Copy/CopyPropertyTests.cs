using System.Globalization;
using CsCheck;
using Npgsql;
using NpgsqlTypes;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Mapping;
using Reprise.Postgres.Catalog;
using Reprise.Postgres.Copy;
using Reprise.Postgres.Tests.Targets;

namespace Reprise.Postgres.Tests.Copy;

/// <summary>Any row of any types is what the driver's own reader reads, and what our decoder reads back.</summary>
public sealed class CopyPropertyTests(LedgerFixture ledger) : IClassFixture<LedgerFixture>
{
    private const int Iterations = 25;
    private const long Second = 1_000_000;

    private static readonly Gen<string> Letters = Gen.OneOf(Gen.Const(string.Empty), Gen.String[Gen.Char['\u0001', '\ud7ff'], 0, 40], Gen.Const("🎺 \\ \t\n'\""));

    /// <summary>Type, values as staged, and what the driver makes of each.</summary>
    private static readonly Kind[] Kinds =
    [
        new(new PgType(PgKind.Boolean), Gen.Bool.Select(value => (object)value), value => value),
        new(new PgType(PgKind.Int2), Numbers(short.MinValue, short.MaxValue), value => (short)(long)value),
        new(new PgType(PgKind.Int4), Numbers(int.MinValue, int.MaxValue), value => (int)(long)value),
        new(new PgType(PgKind.Int8), Numbers(long.MinValue, long.MaxValue), value => value),
        new(new PgType(PgKind.Numeric, Precision: 18, Scale: 7), Numbers(-999_999_999_999_999_999, 999_999_999_999_999_999), value => new decimal((long)value) / 10_000_000m),
        new(new PgType(PgKind.Numeric, Precision: 65, Scale: 30), Decimals(35, 30), value => value, "::text"),
        new(new PgType(PgKind.Numeric, Precision: 40, Scale: 0), Decimals(40, 0), value => value, "::text"),
        new(new PgType(PgKind.Float4), Gen.Float.Select(value => (object)(double)value), value => (float)(double)value),
        new(new PgType(PgKind.Float8), Gen.Double.Select(value => (object)value), value => value),
        new(new PgType(PgKind.Text), Letters.Select(value => (object)value), value => value),
        new(new PgType(PgKind.Varchar, Length: 60), Letters.Select(value => (object)value), value => value),
        new(new PgType(PgKind.Char, Length: 5), Gen.String[Gen.Char['a', 'z'], 0, 5].Select(value => (object)value), value => ((string)value).PadRight(5)),
        new(new PgType(PgKind.Bytea), Gen.Byte.Array[0, 50].Select(value => (object)value), value => value),
        new(new PgType(PgKind.Date), Numbers(-719_162, 2_932_896), value => new DateOnly(1970, 1, 1).AddDays((int)(long)value)),
        new(new PgType(PgKind.Time, Precision: 6), Numbers(0, (86_400 * Second) - 1), value => new TimeOnly((long)value * 10)),
        new(new PgType(PgKind.Timestamp, Precision: 6), Numbers(-62_135_596_800 * Second, (253_402_300_800 * Second) - 1), value => DateTime.UnixEpoch.AddTicks((long)value * 10), "::timestamp"),
        new(new PgType(PgKind.TimestampTz, Precision: 6), Numbers(-62_135_596_800 * Second, (253_402_300_800 * Second) - 1), value => DateTime.UnixEpoch.AddTicks((long)value * 10)),
        new(new PgType(PgKind.Interval), Numbers(-3_020_399 * Second, 3_020_399 * Second), value => new TimeSpan((long)value * 10)),
        new(new PgType(PgKind.Json), Letters.Select(value => (object)System.Text.Json.JsonSerializer.Serialize(value)), value => value),
        new(new PgType(PgKind.Uuid), Gen.Guid.Select(value => (object)value), value => value),
        new(new PgType(PgKind.Bit, Length: 13), Numbers(0, (1 << 13) - 1), value => Convert.ToString((long)value, 2).PadLeft(13, '0'), "::text"),
        new(new PgType(PgKind.TextArray), Gen.String[Gen.Char[' ', '~'], 1, 8].Select(label => label.Replace(',', ';')).Array[0, 5].Select(labels => (object)string.Join(',', labels)), value => ((string)value).Length == 0 ? [] : ((string)value).Split(',')),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Any_row_is_what_the_driver_reads_and_what_is_read_back()
    {
        var row = Kinds.Select(kind => kind.Values.Null(0.1)).Aggregate(Gen.Const(Array.Empty<object?>()), (rows, value) => rows.Select(value, (values, next) => (object?[])[.. values, next]));
        await using var connection = await ledger.Database.Source.OpenConnectionAsync(Cancellation);
        await ExecuteAsync(connection, $"CREATE TEMP TABLE t (n integer GENERATED ALWAYS AS IDENTITY, {string.Join(", ", Kinds.Select((kind, i) => $"c{i} {PgTypes.Sql(kind.Type)}"))})");

        await row.Array[1, 30].SampleAsync(
            async rows =>
            {
                await ExecuteAsync(connection, "TRUNCATE t RESTART IDENTITY");
                await CopyInAsync(connection, rows);
                await CompareAsync(connection, rows);
                await ReadBackAsync(connection, rows);
            },
            iter: Iterations,
            threads: 1);
    }

    private static Gen<object> Numbers(long min, long max) => Gen.OneOf(Gen.Long[min, max], Gen.OneOf(Gen.Const(min), Gen.Const(max), Gen.Const(Math.Clamp(0, min, max)), Gen.Const(Math.Clamp(9_999, min, max)), Gen.Const(Math.Clamp(10_000, min, max)))).Select(value => (object)value);

    /// <summary>Canonical decimals with up to so many digits before the point and exactly so many after it.</summary>
    private static Gen<object> Decimals(int whole, int scale) => Gen.Select(
        Gen.String[Gen.Char['0', '9'], 1, whole],
        Gen.OneOf(Gen.String[Gen.Char['0', '9'], scale, scale], Gen.Const(new string('0', scale))),
        Gen.Bool,
        (digits, fraction, isNegative) =>
        {
            var number = digits.TrimStart('0') is { Length: > 0 } trimmed ? trimmed : "0";
            var text = scale == 0 ? number : $"{number}.{fraction}";
            return (object)(isNegative && text.AsSpan().ContainsAnyInRange('1', '9') ? $"-{text}" : text);
        });

    private static async Task CopyInAsync(NpgsqlConnection connection, object?[][] rows)
    {
        Column[] columns = [.. Kinds.Select((kind, i) => Column.Create($"c{i}", Rows.Staged(kind.Type)))];
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                Rows.Append(columns[i], row[i]);
            }
        }

        await using var stream = await connection.BeginRawBinaryCopyAsync($"COPY t ({string.Join(", ", columns.Select(column => column.Name))}) FROM STDIN (FORMAT binary)", Cancellation);
        var writer = new BinaryCopyWriter(stream, [.. Kinds.Select(kind => kind.Type)], chunk: null);
        writer.WriteHeader();
        using var batch = new MappedBatch(new ColumnBatch(columns), new bool[rows.Length], [], 0, []);
        await writer.WriteAsync(batch, Cancellation);
        await writer.CompleteAsync(Cancellation);
    }

    private static async Task CompareAsync(NpgsqlConnection connection, object?[][] rows)
    {
        await using var command = new NpgsqlCommand($"SELECT {string.Join(", ", Kinds.Select((kind, i) => $"c{i}{kind.Cast}"))} FROM t ORDER BY n", connection);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        foreach (var row in rows)
        {
            Assert.True(await reader.ReadAsync(Cancellation));
            for (var i = 0; i < row.Length; i++)
            {
                var expected = row[i] is { } value ? Kinds[i].Expected(value) : null;
                Assert.Equal(expected, await reader.IsDBNullAsync(i, Cancellation) ? null : Read(reader, i, expected));
            }
        }

        Assert.False(await reader.ReadAsync(Cancellation));
    }

    private static object Read(NpgsqlDataReader reader, int ordinal, object? expected) => expected switch
    {
        DateOnly => reader.GetFieldValue<DateOnly>(ordinal),
        TimeOnly => reader.GetFieldValue<TimeOnly>(ordinal),
        TimeSpan => Span(reader.GetFieldValue<NpgsqlInterval>(ordinal)),
        _ => reader.GetValue(ordinal),
    };

    private static TimeSpan Span(NpgsqlInterval interval)
    {
        Assert.Equal((0, 0), (interval.Months, interval.Days));
        return new TimeSpan(interval.Time * 10);
    }

    private static async Task ReadBackAsync(NpgsqlConnection connection, object?[][] rows)
    {
        Column[] read = [.. Kinds.Select((kind, i) => Column.Create($"c{i}", Rows.Staged(kind.Type)))];
        Column[] expected = [.. Kinds.Select((kind, i) => Column.Create($"c{i}", Rows.Staged(kind.Type)))];
        await using var stream = await connection.BeginRawBinaryCopyAsync($"COPY (SELECT {string.Join(", ", read.Select(column => column.Name))} FROM t ORDER BY n) TO STDOUT (FORMAT binary)", Cancellation);
        var reader = new CopyStreamReader(stream);
        await reader.ReadHeaderAsync(Cancellation);
        foreach (var row in rows)
        {
            await reader.EnsureAsync(2, Cancellation);
            Assert.Equal(read.Length, reader.ReadInt16());
            for (var i = 0; i < read.Length; i++)
            {
                await AppendAsync(reader, read[i], Kinds[i].Type);
                Rows.Append(expected[i], row[i]);
                Assert.Equal(Show(expected[i]), Show(read[i]), StringComparer.Ordinal);
            }
        }

        await reader.EnsureAsync(2, Cancellation);
        Assert.Equal(-1, reader.ReadInt16());
    }

    private static async Task AppendAsync(CopyStreamReader reader, Column column, PgType type)
    {
        await reader.EnsureAsync(4, Cancellation);
        var length = reader.ReadInt32();
        if (length < 0)
        {
            column.AppendNull();
            return;
        }

        await reader.EnsureAsync(length, Cancellation);
        ColumnDecoder.For(type, column.Type)(reader.Ready[..length], column);
        reader.Pass(length);
    }

    /// <summary>The last value of a column.</summary>
    private static string Show(Column column)
    {
        var row = column.Count - 1;
        if (column.IsNull(row))
        {
            return "null";
        }

        return column switch
        {
            FixedColumn { Type.Kind: ValueKind.Float32 or ValueKind.Float64 } words => words.Doubles[row].ToString("R", CultureInfo.InvariantCulture),
            FixedColumn words => words.Values[row].ToString(CultureInfo.InvariantCulture),
            _ => Convert.ToHexString(((VariableColumn)column)[row]),
        };
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    /// <param name="Type">PostgreSQL type.</param>
    /// <param name="Values">Values as a test stages them.</param>
    /// <param name="Expected">The value as the driver gives it.</param>
    /// <param name="Cast">What the driver cannot hold is read as text.</param>
    private sealed record Kind(PgType Type, Gen<object> Values, Func<object, object> Expected, string Cast = "");
}
