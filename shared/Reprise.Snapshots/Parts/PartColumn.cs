using Parquet;
using Parquet.Schema;
using Reprise.Core.Columns;

namespace Reprise.Snapshots.Parts;

/// <summary>One column of a part. Parquet.Net annotates by the field it is declared with and encodes by the field it is written with: the two differ here, so that text, dates and decimals are annotated and yet travel as bytes and integers.</summary>
internal abstract class PartColumn
{
    private protected PartColumn(DataField declared, DataField written, DataField read)
    {
        Declared = declared;
        Written = written;
        Read = read;
    }

    /// <summary>What the file says the column is.</summary>
    public DataField Declared { get; }

    /// <summary>What its values are when written.</summary>
    public DataField Written { get; }

    /// <summary>What its values are when read.</summary>
    public DataField Read { get; }

    /// <summary>Writes the next column chunk of a row group.</summary>
    public abstract Task WriteAsync(ParquetRowGroupWriter group, Column column, CancellationToken cancellationToken);

    /// <summary>Reads the column chunk of a row group into an empty column.</summary>
    public abstract Task ReadAsync(ParquetRowGroupReader group, Column column, CancellationToken cancellationToken);
}
