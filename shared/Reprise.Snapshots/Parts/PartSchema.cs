using Parquet;
using Parquet.Schema;
using Reprise.Core.Columns;
using Reprise.Snapshots.Manifests;

namespace Reprise.Snapshots.Parts;

/// <summary>The columns of a part, and how a batch becomes a row group and back.</summary>
internal sealed class PartSchema
{
    private const string FormatKey = "reprise.format";
    private const string Format = "1";
    private const string ColumnsKey = "reprise.columns";

    private readonly IReadOnlyList<BatchColumn> _shape;
    private readonly PartColumn[] _columns;
    private readonly UnfitColumn _unfit = new();

    /// <summary>The part of a table.</summary>
    public PartSchema(IReadOnlyList<BatchColumn> columns)
    {
        _shape = columns;
        _columns = [.. columns.Select(column => PartColumns.For(UnfitColumn.NameOf(column.Name), column.Type))];
        Declared = new ParquetSchema([.. _columns.Select(column => column.Declared), _unfit.Declared]);
        Metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [FormatKey] = Format,
            [ColumnsKey] = SnapshotJson.Write(columns),
        };

        // A field takes values only once a schema has given it its levels.
        _ = new ParquetSchema([.. _columns.Select(column => column.Written), _unfit.Physical]);
        _ = new ParquetSchema([.. _columns.Select(column => column.Read)]);
    }

    /// <summary>Schema of the file.</summary>
    public ParquetSchema Declared { get; }

    /// <summary>Key-value metadata of the file: version of the format, and the columns as JSON, since annotations do not tell everything (TIME, BIT, SET).</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>True when a file has these columns.</summary>
    public bool IsSchemaOf(ParquetReader file) =>
        Metadata.All(expected => file.CustomMetadata.TryGetValue(expected.Key, out var actual) && actual == expected.Value);

    /// <summary>Writes a batch as a row group.</summary>
    /// <exception cref="ArgumentException">The batch has other columns than the part.</exception>
    public async Task WriteAsync(ParquetWriter file, ColumnBatch batch, CancellationToken cancellationToken)
    {
        if (!_shape.SequenceEqual(batch.Columns.Select(column => new BatchColumn(column.Name, column.Type))))
        {
            throw new ArgumentException("The batch has other columns than the part.", nameof(batch));
        }

        using var group = file.CreateRowGroup();
        for (var index = 0; index < _columns.Length; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await _columns[index].WriteAsync(group, batch.Columns[index], cancellationToken);
        }

        await _unfit.WriteAsync(group, batch, cancellationToken);
        group.CompleteValidate();
    }

    /// <summary>Reads a row group into an empty batch.</summary>
    public async Task ReadAsync(ParquetRowGroupReader group, ColumnBatch batch, CancellationToken cancellationToken)
    {
        for (var index = 0; index < _columns.Length; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await _columns[index].ReadAsync(group, batch.Columns[index], cancellationToken);
        }

        await _unfit.ReadAsync(group, batch, cancellationToken);
    }
}
