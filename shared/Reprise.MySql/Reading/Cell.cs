using MySqlConnector;
using Reprise.Core.Columns;

namespace Reprise.MySql.Reading;

/// <summary>Moves the values of one column from the driver into the column of a batch. One object per column and read; one call per cell.</summary>
/// <remarks>
/// The driver holds the whole row in memory, so lengths are known before anything is copied: that is how a batch is bounded before it grows.
/// </remarks>
/// <param name="ordinal">Ordinal in the result and in the batch.</param>
internal abstract class Cell(int ordinal)
{
    private ColumnBatch? _batch;

    /// <summary>Ordinal in the result and in the batch.</summary>
    protected int Ordinal { get; } = ordinal;

    /// <summary>Says which batch is filled from now on.</summary>
    public void Bind(ColumnBatch batch)
    {
        _batch = batch;
        Bind(batch.Columns[Ordinal]);
    }

    /// <summary>Bytes that every row takes in the column, null or not.</summary>
    public abstract int RowSize { get; }

    /// <summary>Bytes that the current row's value, which is not null, takes beyond <see cref="RowSize"/>.</summary>
    public abstract int Measure(MySqlDataReader reader);

    /// <summary>Appends the current row's value, which is not null.</summary>
    /// <param name="reader">At the row.</param>
    /// <param name="length">What <see cref="Measure"/> said.</param>
    public abstract void Append(MySqlDataReader reader, int length);

    /// <summary>Appends a null.</summary>
    public abstract void AppendNull();

    /// <summary>Keeps the column to fill.</summary>
    protected abstract void Bind(Column column);

    /// <summary>Appends a null and the original beside it.</summary>
    protected void AppendUnfit(UnfitReason reason, ReadOnlySpan<byte> original)
    {
        var batch = _batch!;
        batch.AddUnfit(new UnfitValue(batch.Columns[Ordinal].Count, Ordinal, reason, original.ToArray()));
        AppendNull();
    }
}

/// <summary>A cell whose column is fixed.</summary>
internal abstract class FixedCell(int ordinal) : Cell(ordinal)
{
    private FixedColumn? _column;

    /// <summary>The column to fill.</summary>
    protected FixedColumn Target => _column!;

    /// <inheritdoc/>
    public sealed override int RowSize => sizeof(long);

    /// <inheritdoc/>
    public sealed override int Measure(MySqlDataReader reader) => 0;

    /// <inheritdoc/>
    public sealed override void AppendNull() => Target.AppendNull();

    /// <inheritdoc/>
    protected sealed override void Bind(Column column) => _column = (FixedColumn)column;
}

/// <summary>A cell whose column is variable and which copies the bytes that the server sent.</summary>
internal abstract class VariableCell(int ordinal) : Cell(ordinal)
{
    private VariableColumn? _column;

    /// <summary>The column to fill.</summary>
    protected VariableColumn Target => _column!;

    /// <inheritdoc/>
    public sealed override int RowSize => sizeof(int);

    /// <inheritdoc/>
    public override int Measure(MySqlDataReader reader) => (int)reader.GetBytes(Ordinal, 0, null, 0, 0);

    /// <inheritdoc/>
    public sealed override void AppendNull() => Target.AppendNull();

    /// <inheritdoc/>
    protected sealed override void Bind(Column column) => _column = (VariableColumn)column;

    /// <summary>Copies the value behind the column's last one, without counting it yet.</summary>
    protected Span<byte> Copy(MySqlDataReader reader, int length)
    {
        var (array, offset) = Target.ReserveArray(length);
        if (length > 0)
        {
            reader.GetBytes(Ordinal, 0, array, offset, length);
        }

        return array.AsSpan(offset, length);
    }
}

/// <summary>A fixed cell that is parsed from the short text the server sent.</summary>
internal abstract class ParsedCell(int ordinal) : FixedCell(ordinal)
{
    // The longest: a decimal of 65 digits, or a datetime of 26 letters.
    private readonly byte[] _text = new byte[128];

    /// <inheritdoc/>
    public sealed override void Append(MySqlDataReader reader, int length)
    {
        var size = (int)reader.GetBytes(Ordinal, 0, _text, 0, _text.Length);
        ReadOnlySpan<byte> text = _text.AsSpan(0, size);
        if (Parse(text, out var value) is { } reason)
        {
            AppendUnfit(reason, text);
        }
        else
        {
            Target.Append(value);
        }
    }

    /// <summary>Parses a value.</summary>
    /// <returns>Null when there is one, else why not.</returns>
    protected abstract UnfitReason? Parse(ReadOnlySpan<byte> text, out long value);
}
