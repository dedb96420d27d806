using Reprise.Core.Catalogs;

namespace Reprise.MySql.Reading;

/// <summary>Types of MySQL and MariaDB that are read alike.</summary>
internal enum Family
{
    /// <summary>TINYINT to BIGINT, YEAR.</summary>
    Integer,

    /// <summary>BIT.</summary>
    Bits,

    /// <summary>DECIMAL.</summary>
    Decimal,

    /// <summary>FLOAT.</summary>
    Float,

    /// <summary>DOUBLE.</summary>
    Double,

    /// <summary>DATE.</summary>
    Date,

    /// <summary>DATETIME, TIMESTAMP.</summary>
    DateTime,

    /// <summary>TIME.</summary>
    Time,

    /// <summary>CHAR to LONGTEXT, ENUM, SET: has a character set.</summary>
    Text,

    /// <summary>BINARY to LONGBLOB, and VECTOR: four bytes of float per dimension, which no text of the server's keeps whole.</summary>
    Binary,

    /// <summary>Spatial types: SRID in four bytes, then WKB.</summary>
    Geometry,

    /// <summary>JSON of MySQL, UUID and INET of MariaDB, and types that did not exist when this was written: read as text.</summary>
    Other,
}

/// <summary>What a declared type says about how to read it.</summary>
internal static class Families
{
    /// <summary>The family of a column.</summary>
    public static Family Of(SourceColumn column) => column.DataType switch
    {
        "tinyint" or "smallint" or "mediumint" or "int" or "bigint" or "year" => Family.Integer,
        "bit" => Family.Bits,
        "decimal" => Family.Decimal,
        "float" => Family.Float,
        "double" => Family.Double,
        "date" => Family.Date,
        "datetime" or "timestamp" => Family.DateTime,
        "time" => Family.Time,
        "binary" or "varbinary" or "tinyblob" or "blob" or "mediumblob" or "longblob" or "vector" => Family.Binary,
        "geometry" or "point" or "linestring" or "polygon" or "multipoint" or "multilinestring" or "multipolygon"
            or "geometrycollection" or "geomcollection" => Family.Geometry,
        _ => column.Collation is null || column.DataType == "json" ? Family.Other : Family.Text,
    };

    /// <summary>True when values are never negative.</summary>
    public static bool AreUnsigned(SourceColumn column) => column.IsUnsigned || column.DataType is "bit" or "year";

    /// <summary>True when values may exceed a signed 64-bit integer, if they are unsigned.</summary>
    public static bool AreWide(SourceColumn column) => column.DataType is "bigint" or "bit";
}
