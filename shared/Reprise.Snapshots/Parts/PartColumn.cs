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

    /// <summary>
    /// How values are laid out: https://parquet.apache.org/docs/file-format/data-pages/encodings/. Whole numbers as differences: keys and dates that grow are a few bits each, and zstd has less to
    /// go through (128 MB became 91 MB, a twentieth of the time went). Text gained a few per cent by them, and cost memory.
    /// </summary>
    public Encoding Encoding => _type.Physical is PhysicalType.Int32 or PhysicalType.Int64 ? Encoding.DeltaBinaryPacked : Encoding.Plain;

    /// <summary>Writes all rows as the next column chunk of a row group.</summary>
    /// <exception cref="OverflowException">A value is none of the column's type.</exception>
    public abstract void Write(ColumnWriter writer, Column column);

    /// <summary>Reads the column chunk of a row group into an empty column.</summary>
    public abstract void Read(ColumnReader reader, Column column);
}

/// <summary>A column whose values the library gives as <typeparamref name="T"/>.</summary>
/// <typeparam name="T">Value as Parquet stores it, or a pointer to it.</typeparam>
internal abstract class PartColumn<T>(string name, PartType type) : PartColumn(name, type)
    where T : unmanaged
{
    /// <inheritdoc/>
    public sealed override void Read(ColumnReader reader, Column column)
    {
        var source = (ColumnReader<T>)reader;
        using var levels = new Rented<short>(Levels.SliceRows);
        using var values = new Rented<T>(Levels.SliceRows);
        while (source.HasNext)
        {
            // Pointers go into the library's page: good until the next call.
            var rows = (int)source.ReadBatch(Levels.SliceRows, levels.Span, default, values.Span, out var present);
            Append(levels.Span[..rows], values.Span[..(int)present], column);
        }
    }

    /// <summary>Appends rows; <paramref name="values"/> has one value for each that is not null.</summary>
    private protected abstract void Append(ReadOnlySpan<short> levels, ReadOnlySpan<T> values, Column target);
}
