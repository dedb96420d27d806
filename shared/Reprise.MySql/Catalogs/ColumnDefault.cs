using System.Globalization;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Catalogs;

/// <summary>COLUMN_DEFAULT, which the two products spell differently, made one.</summary>
/// <remarks>
/// MariaDB since 10.2.7 quotes literals and writes NULL as a word; MySQL writes literals bare and marks expressions in EXTRA:
/// https://mariadb.com/kb/en/information-schema-columns-table/, https://dev.mysql.com/doc/refman/8.4/en/information-schema-columns-table.html
/// </remarks>
/// <param name="Text">Literal without quotes, or expression; null when there is none.</param>
/// <param name="IsExpression">True for an expression.</param>
internal readonly record struct ColumnDefault(string? Text, bool IsExpression)
{
    /// <summary>Reads a default.</summary>
    /// <param name="spelled">COLUMN_DEFAULT.</param>
    /// <param name="dataType">DATA_TYPE, lower case.</param>
    /// <param name="extra">EXTRA.</param>
    /// <param name="version">Whose spelling it is.</param>
    public static ColumnDefault Read(string? spelled, string dataType, string extra, ServerVersion version)
    {
        if (spelled is null)
        {
            return default;
        }

        return version.IsMariaDbFrom(10, 2, 7) ? OfMariaDb(spelled) : OfMySql(spelled, dataType, extra, version);
    }

    private static ColumnDefault OfMariaDb(string spelled)
    {
        if (spelled == "NULL")
        {
            return default;
        }

        if (spelled.StartsWith("x'", StringComparison.Ordinal) && spelled.EndsWith('\''))
        {
            // MariaDB 11 spells bytes so, MySQL as 0x….
            return new ColumnDefault($"0x{spelled[2..^1]}", IsExpression: false);
        }

        return DeclaredType.TryUnquote(spelled, out var literal)
            ? new ColumnDefault(literal, IsExpression: false)
            : new ColumnDefault(spelled, IsExpression: !IsNumber(spelled) && !IsBits(spelled));
    }

    private static ColumnDefault OfMySql(string spelled, string dataType, string extra, ServerVersion version)
    {
        var isClock = dataType is "timestamp" or "datetime" && spelled.StartsWith("CURRENT_TIMESTAMP", StringComparison.OrdinalIgnoreCase);
        return isClock || extra.Contains("DEFAULT_GENERATED", StringComparison.OrdinalIgnoreCase)
            ? new ColumnDefault(ExpressionText.Read(spelled, version), IsExpression: true)
            : new ColumnDefault(spelled, IsExpression: false);
    }

    private static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static bool IsBits(string text) => text.StartsWith("b'", StringComparison.Ordinal) && text.EndsWith('\'');
}
