using MySqlConnector;
using Reprise.Core.Catalogs;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Catalogs;

/// <summary>A row of information_schema.columns.</summary>
/// <param name="Table">TABLE_NAME.</param>
/// <param name="Column">The rest.</param>
internal sealed record ColumnRow(string Table, SourceColumn Column)
{
    /// <summary>Columns of all tables in their order.</summary>
    public static string Query(SchemaFeatures features) => $"""
        SELECT TABLE_NAME, COLUMN_NAME, COLUMN_DEFAULT, IS_NULLABLE, DATA_TYPE, CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION, NUMERIC_SCALE,
               DATETIME_PRECISION, CHARACTER_SET_NAME, COLLATION_NAME, COLUMN_TYPE, EXTRA, COLUMN_COMMENT,
               {features.Column("COLUMNS", "GENERATION_EXPRESSION")}
        FROM information_schema.COLUMNS
        WHERE TABLE_SCHEMA = @database
        ORDER BY TABLE_NAME, ORDINAL_POSITION
        """;

    /// <summary>Reads the current row.</summary>
    public static ColumnRow Read(MySqlDataReader reader, ServerVersion version)
    {
        var dataType = reader.Text(4).ToLowerInvariant();
        var declared = reader.Text(11);
        var extra = reader.Text(12);
        var byDefault = ColumnDefault.Read(reader.TextOrNull(2), dataType, extra, version);
        var isNumber = reader.NumberOrNull(6) is not null && dataType != "bit";
        var isZeroFill = isNumber && declared.Contains(" zerofill", StringComparison.OrdinalIgnoreCase);
        return new ColumnRow(reader.Text(0), new SourceColumn
        {
            Name = reader.Text(1),
            DataType = dataType,
            DeclaredType = declared,
            IsNullable = reader.Text(3) == "YES",
            Default = byDefault.Text,
            IsDefaultExpression = byDefault.IsExpression,
            Charset = reader.TextOrNull(9),
            Collation = reader.TextOrNull(10),
            Length = reader.NumberOrNull(5) is { } length ? (long)length : null,
            Precision = (int)(reader.NumberOrNull(6) ?? 0),
            Scale = (int)(reader.NumberOrNull(7) ?? 0),
            FractionalDigits = (int)(reader.NumberOrNull(8) ?? 0),
            IsUnsigned = isZeroFill || (isNumber && declared.Contains(" unsigned", StringComparison.OrdinalIgnoreCase)),
            IsZeroFill = isZeroFill,
            IsAutoIncrement = extra.Contains("auto_increment", StringComparison.OrdinalIgnoreCase),
            GenerationExpression = IsGenerated(extra) ? ExpressionText.Read(reader.Text(14), version) : null,
            IsInvisible = extra.Contains("INVISIBLE", StringComparison.OrdinalIgnoreCase),
            UpdatesItself = extra.Contains("on update", StringComparison.OrdinalIgnoreCase),
            Labels = dataType is "enum" or "set" ? DeclaredType.Labels(declared) : [],
            Comment = reader.Text(13),
        });
    }

    /// <summary>MySQL and MariaDB say <c>VIRTUAL GENERATED</c> or <c>STORED GENERATED</c>, old MariaDB <c>VIRTUAL</c> or <c>PERSISTENT</c>; MySQL's <c>DEFAULT_GENERATED</c> is a default.</summary>
    private static bool IsGenerated(string extra) =>
        extra.Contains("VIRTUAL", StringComparison.OrdinalIgnoreCase)
        || extra.Contains("STORED GENERATED", StringComparison.OrdinalIgnoreCase)
        || extra.Contains("PERSISTENT", StringComparison.OrdinalIgnoreCase);
}
