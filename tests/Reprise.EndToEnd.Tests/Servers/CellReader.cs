using System.Data.Common;
using System.Globalization;
using MySqlConnector;

namespace Reprise.EndToEnd.Tests.Servers;

/// <summary>Reads tables cell by cell through the plain drivers, as text that is the same for equal values on both sides. Shares nothing with the code under test.</summary>
internal static class CellReader
{
    /// <summary>All rows, each as one line, sorted.</summary>
    public static async Task<List<string>> ReadAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetName(i)}={(reader.IsDBNull(i) ? "∅" : Text(reader.GetValue(i)))}")));
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    /// <summary>A little-endian point, the only geometry of the samples.</summary>
    private static string Text(Span<byte> wkb) =>
        string.Create(CultureInfo.InvariantCulture, $"POINT({BitConverter.ToDouble(wkb[5..]):R} {BitConverter.ToDouble(wkb[13..]):R})");

    private static string Text(object value) => value switch
    {
        bool flag => flag ? "1" : "0",
        string text => text,
        string[] labels => string.Join(',', labels),
        byte[] bytes => Convert.ToHexString(bytes),
        MySqlGeometry point => Text(point.Value.ToArray().AsSpan(4)),
        DateTime instant => instant.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd 00:00:00.000000", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.##############################", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"No text for {value.GetType()}."),
    };
}
