using Reprise.Core.Catalogs;
using Reprise.Core.Mapping.Types;

namespace Reprise.Core.Verification.Expected;

/// <summary>How the text of a source value is to be read.</summary>
internal enum SourceForm
{
    /// <summary>Digits, a ZEROFILL integer with the zeros that the server shows.</summary>
    Integer,

    /// <summary>Four digits; 0000 is the zero date of its type.</summary>
    Year,

    /// <summary>Digits of the bits taken as a number.</summary>
    Bits,

    /// <summary>Digits with a point.</summary>
    Decimal,

    /// <summary>A FLOAT as the digits of the double that is equal to it.</summary>
    Float32,

    /// <summary>A DOUBLE.</summary>
    Float64,

    /// <summary><c>YYYY-MM-DD</c></summary>
    Date,

    /// <summary><c>YYYY-MM-DD HH:MM:SS[.FRACTION]</c></summary>
    DateTime,

    /// <summary>The same, in UTC.</summary>
    Timestamp,

    /// <summary><c>[-]HHH:MM:SS[.FRACTION]</c></summary>
    Time,

    /// <summary>UTF-8, if the source's bytes are that.</summary>
    Text,

    /// <summary>UTF-8 of a JSON document.</summary>
    Json,

    /// <summary>Labels joined by commas.</summary>
    Set,

    /// <summary>A UUID with hyphens.</summary>
    Uuid,

    /// <summary>Bytes.</summary>
    Binary,

    /// <summary>Bytes of an SRID and of a geometry.</summary>
    Geometry,
}

/// <summary>Forms of declared types.</summary>
internal static class SourceForms
{
    /// <summary>The form of a column.</summary>
    public static SourceForm Of(SourceTable table, SourceColumn column) => column.DataType switch
    {
        "tinyint" or "smallint" or "mediumint" or "int" or "integer" or "bigint" => SourceForm.Integer,
        "year" => SourceForm.Year,
        "bit" => SourceForm.Bits,
        "decimal" or "numeric" or "fixed" or "dec" => SourceForm.Decimal,
        "float" => SourceForm.Float32,
        "double" or "real" => SourceForm.Float64,
        "date" => SourceForm.Date,
        "datetime" => SourceForm.DateTime,
        "timestamp" => SourceForm.Timestamp,
        "time" => SourceForm.Time,
        "set" => SourceForm.Set,
        "uuid" => SourceForm.Uuid,
        "json" => SourceForm.Json,
        "longtext" when table.Checks.Any(check => JsonCheck.IsOf(check, column)) => SourceForm.Json,
        var type when SourceTypes.IsBinary(type) => SourceForm.Binary,
        var type when SourceTypes.IsGeometry(type) => SourceForm.Geometry,
        _ => SourceForm.Text,
    };
}
