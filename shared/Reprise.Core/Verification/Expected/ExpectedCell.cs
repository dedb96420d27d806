namespace Reprise.Core.Verification.Expected;

/// <summary>How one cell of a target record follows from a source row.</summary>
internal abstract record ExpectedCell
{
    /// <summary>Appends the cell.</summary>
    /// <returns>False when no record can be made of the row: it is to be held back.</returns>
    public abstract bool TryAppend(CellRow source, CellRow expected);
}

/// <summary>The same value in every record; null = NULL.</summary>
internal sealed record ExpectedConstant(byte[]? Value) : ExpectedCell
{
    /// <inheritdoc/>
    public override bool TryAppend(CellRow source, CellRow expected)
    {
        if (Value is null)
        {
            expected.AppendNull();
        }
        else
        {
            expected.Append(Value);
        }

        return true;
    }
}

/// <summary>The source key of the record referred to; null when the reference is null.</summary>
internal sealed record ExpectedReference(ExpectedKey Key) : ExpectedCell
{
    /// <inheritdoc/>
    public override bool TryAppend(CellRow source, CellRow expected)
    {
        if (!Key.TryAppend(source, expected))
        {
            expected.AppendNull();
        }

        return true;
    }
}
