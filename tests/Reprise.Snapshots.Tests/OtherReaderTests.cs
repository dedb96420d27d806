using System.Text;
using DuckDB.NET.Data;
using Reprise.Core.Columns;
using Reprise.Core.Ports;
using Reprise.Snapshots.Blobs;

namespace Reprise.Snapshots.Tests;

/// <summary>A decrypted part is ordinary Parquet: DuckDB opens it and sees the types.</summary>
public sealed class OtherReaderTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task A_decrypted_part_has_the_types_that_it_stands_for()
    {
        var part = await DecryptAsync();
        try
        {
            var types = Query($"SELECT column_name || ' ' || column_type FROM (DESCRIBE SELECT * FROM '{part}')");

            Assert.Equal(
                [
                    "boolean BOOLEAN",
                    "int16 SMALLINT",
                    "int32 INTEGER",
                    "int64 BIGINT",
                    "uint64 UBIGINT",
                    "decimal5 DECIMAL(5,2)",
                    "decimal9 DECIMAL(9,9)",
                    "decimal18 DECIMAL(18,4)",
                    "decimal19 DECIMAL(19,0)",
                    "decimal25 DECIMAL(25,25)",
                    "decimal38 DECIMAL(38,10)",
                    "decimal65 VARCHAR",
                    "float32 FLOAT",
                    "float64 DOUBLE",
                    "text VARCHAR",
                    "binary BLOB",
                    "date DATE",
                    "datetime TIMESTAMP",
                    "timestamp TIMESTAMP WITH TIME ZONE",
                    "time BIGINT",
                    "json VARCHAR",
                    "uuid UUID",
                    "bits UBIGINT",
                    "set VARCHAR",
                    "_reprise_unfit VARCHAR",
                ],
                types);
        }
        finally
        {
            File.Delete(part);
        }
    }

    [Theory]
    [InlineData("boolean", "true", "false")]
    [InlineData("int16", "-32768", "32767")]
    [InlineData("int32", "-2147483648", "2147483647")]
    [InlineData("int64", "-9223372036854775808", "9223372036854775807")]
    [InlineData("uint64", "18446744073709551615", "0")]
    [InlineData("decimal5", "-999.99", "0.01")]
    [InlineData("decimal9", "-.999999999", ".000000001")]
    [InlineData("decimal18", "-99999999999999.9999", "0.0001")]
    [InlineData("decimal19", "-9999999999999999999", "1")]
    [InlineData("decimal25", "-.9999999999999999999999999", ".0000000000000000000000001")]
    [InlineData("decimal38", "-9999999999999999999999999999.9999999999", "0.0000000001")]
    [InlineData("decimal65", "-99999999999999999999999999999999999.000000000000000000000000000001", "0.000000000000000000000000000001")]
    [InlineData("float32", "-1.5", "3.4028235e+38")]
    [InlineData("float64", "-0.1", "1.7976931348623157e+308")]
    [InlineData("text", "é€😀", "")]
    [InlineData("\"binary\"", "\\x00\\xFF", "")]
    [InlineData("date", "0001-01-01", "9999-12-31")]
    [InlineData("datetime", "1969-12-31 23:59:59.999999", "2026-11-24 09:30:00.123456")]
    [InlineData("epoch_us(timestamp)", "-1", "1795512600123456")]
    [InlineData("time", "-3020399000000", "3020399000000")]
    [InlineData("json", "{\"né\":[1e400]}", "null")]
    [InlineData("uuid", "00112233-4455-6677-8899-aabbccddeeff", "00000000-0000-0000-0000-000000000000")]
    [InlineData("bits", "18446744073709551615", "1")]
    [InlineData("\"set\"", "a,é", "")]
    public async Task A_decrypted_part_has_the_values_that_were_written(string expression, string first, string third)
    {
        var part = await DecryptAsync();
        try
        {
            // The second row is null throughout; the condition makes statistics speak.
            Assert.Equal([first, "NULL", third], Query($"SELECT coalesce(CAST({expression} AS VARCHAR), 'NULL') FROM '{part}'"));
            Assert.Equal(["1"], Query($"SELECT count(*) FROM '{part}' WHERE {expression} = (SELECT {expression} FROM '{part}' LIMIT 1)"));
        }
        finally
        {
            File.Delete(part);
        }
    }

    [Fact]
    public async Task Originals_of_unfit_values_can_be_read_with_the_part()
    {
        var part = await DecryptAsync();
        try
        {
            var unfit = Query($"SELECT coalesce(_reprise_unfit, 'NULL') FROM '{part}'");

            Assert.Equal(["NULL", """[{"c":14,"r":4,"b":"6Q=="},{"c":16,"r":1,"v":"0000-00-00"}]""", "NULL"], unfit);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static List<string> Query(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(reader.GetValue(0).ToString() ?? "NULL");
        }

        return rows;
    }

    /// <summary>Writes synthetic rows as a part and decrypts it into a file for DuckDB.</summary>
    private async Task<string> DecryptAsync()
    {
        var run = StoreFixture.NewRun();
        using var key = fixture.NewKey(run);
        var pool = new ColumnBatchPool(Samples.EveryKind);
        using var batch = pool.Rent();
        Fill(batch, First());
        Fill(batch, [.. Samples.EveryKind.Select(_ => (object)DBNull.Value)]);
        Fill(batch, Third());
        batch.AddUnfit(new UnfitValue(1, 14, UnfitReason.InvalidText, new byte[] { 0xE9 }));
        batch.AddUnfit(new UnfitValue(1, 16, UnfitReason.ZeroDate, "0000-00-00"u8.ToArray()));
        var part = await fixture.WriteAsync(key, new PartName(run, "tout", 1, 1, Epoch: 1), pool, batch);
        var path = Path.Combine(Path.GetTempPath(), $"{run}.parquet");
        await using var file = File.Create(path);
        await new EncryptedBlobs(fixture.Container).DownloadAsync(key, part.Blob, file, part.Bytes, TestContext.Current.CancellationToken);
        return path;
    }

    private static void Fill(ColumnBatch batch, object[] row)
    {
        for (var column = 0; column < row.Length; column++)
        {
            Samples.Append(batch.Columns[column], row[column]);
        }
    }

    private static object[] First() =>
    [
        1L, (long)short.MinValue, (long)int.MinValue, long.MinValue, -1L,
        -99999L, -999_999_999L, -999_999_999_999_999_999L,
        Text("-9999999999999999999"), Text("-0.9999999999999999999999999"), Text("-9999999999999999999999999999.9999999999"),
        Text("-99999999999999999999999999999999999.000000000000000000000000000001"),
        BitConverter.DoubleToInt64Bits(-1.5), BitConverter.DoubleToInt64Bits(-0.1),
        Text("é€😀"), new byte[] { 0, 255 }, -719_162L, -1L, -1L, -3_020_399_000_000L,
        Text("""{"né":[1e400]}"""), Convert.FromHexString("00112233445566778899AABBCCDDEEFF"), -1L, Text("a,é"),
    ];

    private static object[] Third() =>
    [
        0L, (long)short.MaxValue, (long)int.MaxValue, long.MaxValue, 0L,
        1L, 1L, 1L,
        Text("1"), Text("0.0000000000000000000000001"), Text("0.0000000001"), Text("0.000000000000000000000000000001"),
        BitConverter.DoubleToInt64Bits(float.MaxValue), BitConverter.DoubleToInt64Bits(double.MaxValue),
        Text(string.Empty), Array.Empty<byte>(), 2_932_896L, 1_795_512_600_123_456L, 1_795_512_600_123_456L, 3_020_399_000_000L,
        Text("null"), new byte[16], 1L, Text(string.Empty),
    ];

    private static byte[] Text(string value) => Encoding.UTF8.GetBytes(value);
}
