using ParquetSharp;
using ParquetSharp.Schema;
using Column = Reprise.Core.Columns.Column;

namespace Reprise.Snapshots.Parts;

/// <summary>One column of a part: its Parquet type, and how values travel as what Parquet stores, without a string or an object per value. All columns are optional.</summary>
internal abstract class PartColumn
{
    private readonly PartType _type;

    private protected PartColumn(string name, PartType type)
    {
        Name = name;
        _type = type;
    }

    /// <summary>Name in the file.</summary>
    public string Name { get; }

    /// <summary>The column's node in the schema of one file; the caller disposes it.</summary>
    public PrimitiveNode Declare()
    {
        using var annotation = _type.Annotation();
        return new PrimitiveNode(Name, Repetition.Optional, annotation, _type.Physical, _type.Length);
    }

    /// <summary>Writes all rows as the next column chunk of a row group.</summary>
    /// <exception cref="OverflowException">A value is none of the column's type.</exception>
    public abstract void Write(ColumnWriter writer, Column column);

    /// <summary>Reads the column chunk of a row group into an empty column.</summary>
    public abstract void Read(ColumnReader reader, Column column);
}
