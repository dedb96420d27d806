namespace Reprise.Core.Mapping.Types;

/// <summary>Families of MySQL and MariaDB data types, by DATA_TYPE.</summary>
internal static class SourceTypes
{
    /// <summary>DATA_TYPE of vectors.</summary>
    public const string Vector = "vector";

    /// <summary>Types of bytes without a character set. A vector is one: https://dev.mysql.com/doc/refman/9.4/en/vector.html.</summary>
    public static bool IsBinary(string dataType) => dataType is "binary" or "varbinary" or "tinyblob" or "blob" or "mediumblob" or "longblob" or Vector;

    /// <summary>Spatial types; their values are a four-byte SRID and WKB: https://dev.mysql.com/doc/refman/8.4/en/gis-data-formats.html.</summary>
    public static bool IsGeometry(string dataType) => dataType is "geometry" or "point" or "linestring" or "polygon" or "multipoint"
        or "multilinestring" or "multipolygon" or "geometrycollection" or "geomcollection";

    /// <summary>Text without a declared length in characters.</summary>
    public static bool IsLongText(string dataType) => dataType is "tinytext" or "text" or "mediumtext" or "longtext";

    /// <summary>Types that <see cref="SnapshotTypes"/> stores as text for want of a better form.</summary>
    public static bool IsUnknown(string dataType) => !(IsBinary(dataType) || IsGeometry(dataType) || IsLongText(dataType))
        && dataType is not ("tinyint" or "smallint" or "mediumint" or "int" or "integer" or "bigint" or "decimal" or "numeric" or "fixed" or "dec"
            or "float" or "double" or "real" or "bit" or "year" or "date" or "datetime" or "timestamp" or "time" or "char" or "varchar"
            or "enum" or "set" or "json" or "uuid" or "inet4" or "inet6");
}
