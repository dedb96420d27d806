using System.Text.Json.Serialization;

namespace Reprise.Core.Runs;

/// <summary>A reference with text in it that the source compares by a collation, which may ignore case, accents or spaces at the end: it leads to the row that the source finds, whose key may be spelled otherwise.</summary>
/// <param name="Parent">Source table referred to.</param>
/// <param name="Parts">Columns of the reference, in the order of the key referred to.</param>
public sealed record RespelledReference(string Parent, IReadOnlyList<RespelledPart> Parts)
{
    /// <summary>What the source is asked, the same for every plan that asks it: snapshots keep the answer under it.</summary>
    [JsonIgnore]
    public string Question => $"{Parent}: {string.Join(", ", Parts)}";

    /// <summary>Columns of the reference.</summary>
    [JsonIgnore]
    public IEnumerable<string> Columns => Parts.Select(part => part.Column);

    /// <summary>True for the reference of some columns to a key of a table.</summary>
    /// <param name="columns">Columns of the reference.</param>
    /// <param name="parent">Source table referred to.</param>
    /// <param name="key">Its key.</param>
    public bool Is(IReadOnlyList<string> columns, string parent, IReadOnlyList<string> key)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(key);
        return Parent == parent && Columns.SequenceEqual(columns, StringComparer.OrdinalIgnoreCase) && Parts.Select(part => part.ParentColumn).SequenceEqual(key, StringComparer.OrdinalIgnoreCase);
    }
}

/// <summary>One column of it.</summary>
/// <param name="Column">Column of the read.</param>
/// <param name="ParentColumn">Column of the parent.</param>
/// <param name="TakesOver">True: the parent's spelling counts, whatever this one's is. False: it has to be the same value, and text the same spelling.</param>
/// <param name="MaxLength">Most characters of a spelling to take over; 0 = any.</param>
public sealed record RespelledPart(string Column, string ParentColumn, bool TakesOver, int MaxLength = 0)
{
    /// <inheritdoc/>
    public override string ToString() => TakesOver ? $"{Column} as {ParentColumn}{(MaxLength > 0 ? $" up to {MaxLength}" : string.Empty)}" : $"{Column} = {ParentColumn}";
}

/// <summary>A reference as its row spells it, and as its parent does: keys in the form of <see cref="Mapping.SourceKey"/>. Personal data, as any value.</summary>
/// <param name="From">Key of the parent as the reference spells it; no parent has exactly this one.</param>
/// <param name="To">Key of the one parent that the source takes it for; null = there are several.</param>
public sealed record Respelling(string From, string? To);
