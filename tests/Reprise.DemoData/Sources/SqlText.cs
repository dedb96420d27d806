using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Reprise.DemoData.Sources;

/// <summary>Values as MySQL literals.</summary>
internal static class SqlText
{
    public static void AppendRow(StringBuilder sql, object?[] values)
    {
        sql.Append('(');
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0)
            {
                sql.Append(',');
            }

            AppendValue(sql, values[i]);
        }

        sql.Append(')');
    }

    private static void AppendValue(StringBuilder sql, object? value) => _ = value switch
    {
        null => sql.Append("NULL"),
        string text => AppendText(sql, text),
        int number => sql.Append(CultureInfo.InvariantCulture, $"{number}"),
        decimal number => sql.Append(CultureInfo.InvariantCulture, $"{number}"),
        double number => sql.Append(CultureInfo.InvariantCulture, $"{number:R}"),
        DateTime moment => sql.Append(CultureInfo.InvariantCulture, $"'{moment:yyyy-MM-dd HH:mm:ss}'"),
        DateOnly day => sql.Append(CultureInfo.InvariantCulture, $"'{day:yyyy-MM-dd}'"),
        _ => throw new UnreachableException($"No literal for {value.GetType()}."),
    };

    private static StringBuilder AppendText(StringBuilder sql, string text)
    {
        sql.Append('\'');
        foreach (var c in text)
        {
            _ = c switch
            {
                '\'' => sql.Append("''"),
                '\\' => sql.Append(@"\\"),
                '\0' => sql.Append(@"\0"),
                _ => sql.Append(c),
            };
        }

        return sql.Append('\'');
    }
}
