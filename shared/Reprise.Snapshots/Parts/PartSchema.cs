using ParquetSharp;
using ParquetSharp.IO;
using ParquetSharp.Schema;
using Reprise.Core.Columns;
using Reprise.Snapshots.Manifests;

namespace Reprise.Snapshots.Parts;

/// <summary>The columns of a part, and how a batch becomes a row group and back.</summary>
internal sealed class PartSchema
{
    private const string FormatKey = "reprise.format";
    private const string Format = "2";
    private const string ColumnsKey = "reprise.columns";

    /// <summary>Arrow's own word for "none", which is all that goes with an uncompressed column.</summary>
    private const int NoLevel = int.MinValue;

    private readonly IReadOnlyList<BatchColumn> _shape;
    private readonly PartColumn[] _columns;
    private readonly UnfitColumn _unfit = new();

    // Version of the format, and the columns as JSON, since annotations do not tell everything (TIME, BIT, SET).
    private readonly Dictionary<string, string> _metadata;

    /// <summary>The part of a table.</summary>
    public PartSchema(IReadOnlyList<BatchColumn> columns)
    {
        _shape = columns;
        _columns = [.. columns.Select(column => PartColumns.For(UnfitColumn.NameOf(column.Name), column.Type))];
        _metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [FormatKey] = Format,
            [ColumnsKey] = SnapshotJson.Write(columns),
        };
    }

    /// <summary>Begins a file.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="first">The batch that comes first: columns whose large values are packed already stay as they are.</param>
    public ParquetFileWriter Create(OutputStream output, ColumnBatch? first = null)
    {
        Node[] nodes = [.. _columns.Select(column => column.Declare()), _unfit.Part.Declare()];
        try
        {
            using var root = new GroupNode("schema", Repetition.Required, nodes);
            // zstd at its fastest level: 106 MB against snappy's 157 MB for the same rows. Dictionaries made files of mostly unique text
            // larger; statistics are for readers that skip, and ours reads everything.
            using var builder = new WriterPropertiesBuilder();
            builder.Compression(Compression.Zstd).CompressionLevel(1).DisableDictionary().DisableStatistics().MemoryPool(PartMemory.Native);
            foreach (var column in _columns)
            {
                builder.Encoding(column.Name, column.Encoding);
            }

            foreach (var column in first?.Columns.Where(PackedColumn.Is) ?? [])
            {
                builder.Compression(UnfitColumn.NameOf(column.Name), Compression.Uncompressed).CompressionLevel(UnfitColumn.NameOf(column.Name), NoLevel);
            }

            using var properties = builder.Build();
            return new ParquetFileWriter(output, root, properties, _metadata);
        }
        finally
        {
            Array.ForEach(nodes, node => node.Dispose());
        }
    }

    /// <summary>True when a file has these columns.</summary>
    public bool IsSchemaOf(ParquetFileReader file)
    {
        var actual = file.FileMetaData.KeyValueMetadata;
        return _metadata.All(expected => actual.TryGetValue(expected.Key, out var value) && value == expected.Value);
    }

    /// <summary>Writes a batch as a row group.</summary>
    /// <returns>Bytes that it takes before compression.</returns>
    /// <exception cref="ArgumentException">The batch has other columns than the part.</exception>
    public long Write(ParquetFileWriter file, ColumnBatch batch)
    {
        if (!_shape.SequenceEqual(batch.Columns.Select(column => new BatchColumn(column.Name, column.Type))))
        {
            throw new ArgumentException("The batch has other columns than the part.", nameof(batch));
        }

        using var group = file.AppendRowGroup();
        var bytes = 0L;
        for (var index = 0; index < _columns.Length; index++)
        {
            using var writer = group.NextColumn();
            _columns[index].Write(writer, batch.Columns[index]);
            bytes += Close(writer, group);
        }

        using var last = group.NextColumn();
        _unfit.Write(last, batch);
        return bytes + Close(last, group);
    }

    /// <summary>Reads a row group into an empty batch.</summary>
    public void Read(ParquetFileReader file, int rowGroup, ColumnBatch batch)
    {
        using var group = file.RowGroup(rowGroup);
        for (var index = 0; index < _columns.Length; index++)
        {
            using var reader = group.Column(index);
            _columns[index].Read(reader, batch.Columns[index]);
        }

        using var last = group.Column(_columns.Length);
        _unfit.Read(last, batch);
    }

    /// <summary>Ends a column chunk: only then are its bytes known, and only those of the last one.</summary>
    private static long Close(ColumnWriter writer, RowGroupWriter group)
    {
        writer.Close();
        return group.TotalBytesWritten;
    }
}
