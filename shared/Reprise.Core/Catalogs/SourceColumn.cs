namespace Reprise.Core.Catalogs;

/// <summary>A column of the source, as information_schema.columns describes it.</summary>
public sealed record SourceColumn
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>DATA_TYPE, lower case: <c>int</c>, <c>varchar</c>, <c>enum</c>.</summary>
    public required string DataType { get; init; }

    /// <summary>COLUMN_TYPE: <c>int(10) unsigned zerofill</c>, <c>enum('a','b')</c>.</summary>
    public required string DeclaredType { get; init; }

    /// <summary>True when NULL is allowed.</summary>
    public bool IsNullable { get; init; } = true;

    /// <summary>Default: the text of a literal without quotes (MySQL and MariaDB alike), or an expression as the server spells it; null when there is none or it is NULL.</summary>
    public string? Default { get; init; }

    /// <summary>True when <see cref="Default"/> is an expression, not a literal.</summary>
    public bool IsDefaultExpression { get; init; }

    /// <summary>CHARACTER_SET_NAME; null for types without one.</summary>
    public string? Charset { get; init; }

    /// <summary>COLLATION_NAME; null for types without one.</summary>
    public string? Collation { get; init; }

    /// <summary>CHARACTER_MAXIMUM_LENGTH in characters (bytes for binary types); null when it does not apply.</summary>
    public long? Length { get; init; }

    /// <summary>NUMERIC_PRECISION (bits for BIT), or 0.</summary>
    public int Precision { get; init; }

    /// <summary>NUMERIC_SCALE, or 0.</summary>
    public int Scale { get; init; }

    /// <summary>DATETIME_PRECISION, 0 to 6.</summary>
    public int FractionalDigits { get; init; }

    /// <summary>True when declared UNSIGNED (ZEROFILL implies it).</summary>
    public bool IsUnsigned { get; init; }

    /// <summary>True when declared ZEROFILL.</summary>
    public bool IsZeroFill { get; init; }

    /// <summary>True for the AUTO_INCREMENT column.</summary>
    public bool IsAutoIncrement { get; init; }

    /// <summary>Expression of a generated column; null for an ordinary one.</summary>
    public string? GenerationExpression { get; init; }

    /// <summary>True when <c>SELECT *</c> leaves it out.</summary>
    public bool IsInvisible { get; init; }

    /// <summary>True when ON UPDATE CURRENT_TIMESTAMP is declared.</summary>
    public bool UpdatesItself { get; init; }

    /// <summary>Labels of an ENUM or SET, unquoted; empty otherwise.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Column comment; empty when none.</summary>
    public string Comment { get; init; } = string.Empty;
}
