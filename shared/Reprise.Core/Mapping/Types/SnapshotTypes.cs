using Reprise.Core.Catalogs;
using Reprise.Core.Columns;

namespace Reprise.Core.Mapping.Types;

/// <summary>How each MySQL or MariaDB column is read and stored in a snapshot.</summary>
/// <remarks>
/// The declared type decides; the values decide where it cannot (<c>tinyint(1)</c>, <c>bigint unsigned</c>). Types:
/// https://dev.mysql.com/doc/refman/8.4/en/data-types.html, https://mariadb.com/kb/en/data-types/.
/// </remarks>
public static class SnapshotTypes
{
    /// <summary>The type of a column where its table's checks are known: MariaDB's JSON is a longtext that one of them keeps valid.</summary>
    public static ColumnType For(SourceTable table, SourceColumn column, ColumnProfile? profile)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(column);
        return column.DataType == "longtext" && table.Checks.Any(check => JsonCheck.IsOf(check, column))
            ? new ColumnType(ValueKind.Json)
            : For(column, profile);
    }

    /// <summary>The type of a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="profile">What its values say; null when they were not asked, so that the type has to hold whatever is declared.</param>
    public static ColumnType For(SourceColumn column, ColumnProfile? profile)
    {
        ArgumentNullException.ThrowIfNull(column);
        return column.DataType switch
        {
            "tinyint" => new(IsBoolean(column, profile) ? ValueKind.Boolean : ValueKind.Int16),
            "smallint" => new(column.IsUnsigned ? ValueKind.Int32 : ValueKind.Int16),
            "mediumint" => new(ValueKind.Int32),
            "int" or "integer" => new(column.IsUnsigned ? ValueKind.Int64 : ValueKind.Int32),
            "bigint" => new(ExceedsInt64(column, profile) ? ValueKind.UInt64 : ValueKind.Int64),
            "decimal" or "numeric" or "fixed" or "dec" => new(ValueKind.Decimal, Precision: Math.Max(1, column.Precision), Scale: column.Scale),
            "float" => new(ValueKind.Float32),
            "double" or "real" => new(ValueKind.Float64),
            "bit" => column.Precision <= 1 ? new(ValueKind.Boolean) : new(ValueKind.Bits, Length: column.Precision),
            "year" => new(ValueKind.Int16),
            "date" => new(ValueKind.Date),
            "datetime" => new(ValueKind.DateTime, Precision: column.FractionalDigits),
            "timestamp" => new(ValueKind.Timestamp, Precision: column.FractionalDigits),
            "time" => new(ValueKind.Time, Precision: column.FractionalDigits),
            "char" or "varchar" or "enum" => new(ValueKind.Text, Length: checked((int)(column.Length ?? 0))),
            "set" => new(ValueKind.TextSet),
            "json" => new(ValueKind.Json),
            "uuid" => new(ValueKind.Uuid),
            _ when SourceTypes.IsBinary(column.DataType) || SourceTypes.IsGeometry(column.DataType) => new(ValueKind.Binary),
            _ => new(ValueKind.Text),
        };
    }

    /// <summary>Boolean only where the data prove it: a profile without a maximum is one of a column without values.</summary>
    private static bool IsBoolean(SourceColumn column, ColumnProfile? profile) =>
        column is { IsAutoIncrement: false, IsZeroFill: false }
        && column.DeclaredType.StartsWith("tinyint(1)", StringComparison.OrdinalIgnoreCase)
        && profile is not null
        && (profile.Min ?? 0) >= 0
        && (profile.Max ?? 0) <= 1;

    private static bool ExceedsInt64(SourceColumn column, ColumnProfile? profile) =>
        column.IsUnsigned && (profile is null || profile.Max > long.MaxValue);
}
