using Reprise.Core.Catalogs;

namespace Reprise.Core.Plans.Checking;

/// <summary>Which columns MySQL compares by equality without turning one side into something else.</summary>
internal static class JoinTypes
{
    /// <summary>True when equal values are equal in the sense of both columns' indexes.</summary>
    public static bool Compare(SourceColumn left, SourceColumn right) =>
        (IsExact(left) && IsExact(right))
        || (IsText(left) && IsText(right) && left.Collation == right.Collation)
        || (left.DataType == right.DataType && left.DataType is "date" or "datetime" or "timestamp" or "binary" or "varbinary" or "uuid");

    /// <summary>True for text whose values are compared by a collation.</summary>
    public static bool IsText(SourceColumn column) => column.DataType is "char" or "varchar" or "tinytext" or "text" or "mediumtext" or "longtext";

    /// <summary>True for whole numbers.</summary>
    public static bool IsInteger(SourceColumn column) => column.DataType is "tinyint" or "smallint" or "mediumint" or "int" or "bigint";

    /// <summary>The type, and the collation where it decides.</summary>
    public static string Describe(SourceColumn column) => IsText(column) && column.Collation is { } collation ? $"{column.DataType}, {collation}" : column.DataType;

    private static bool IsExact(SourceColumn column) => IsInteger(column) || column.DataType is "decimal" or "year";
}
