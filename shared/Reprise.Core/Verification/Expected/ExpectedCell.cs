using System.Text;

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

/// <summary>The source key of the record referred to; null when the reference is null, or may be of several records.</summary>
/// <param name="Key">The key as the reference spells it.</param>
/// <param name="Spellings">Keys that the source takes it for, by this one; null = it is taken for none but itself.</param>
internal sealed record ExpectedReference(ExpectedKey Key, IReadOnlyDictionary<string, string?>? Spellings) : ExpectedCell
{
    /// <inheritdoc/>
    public override bool TryAppend(CellRow source, CellRow expected)
    {
        if (Spellings is not null && Key.Of(source) is { } key && Spellings.TryGetValue(key, out var parents))
        {
            Append(parents, expected);
        }
        else if (!Key.TryAppend(source, expected))
        {
            expected.AppendNull();
        }

        return true;
    }

    private static void Append(string? key, CellRow expected)
    {
        if (key is null)
        {
            expected.AppendNull();
        }
        else
        {
            expected.Append(Encoding.UTF8.GetBytes(key));
        }
    }
}
