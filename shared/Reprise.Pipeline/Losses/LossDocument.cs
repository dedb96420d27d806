using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reprise.Pipeline.Losses;

/// <summary>What <c>reprise losses --json</c> prints. Part of the API: keys are added, never renamed.</summary>
/// <param name="Run">Run.</param>
/// <param name="Coercions">Changed values.</param>
/// <param name="Quarantine">Rows held back.</param>
public sealed record LossDocument(string Run, IReadOnlyList<CoercionDocument> Coercions, IReadOnlyList<HeldBackDocument> Quarantine);

/// <summary>Values that one rule changed in one column.</summary>
/// <param name="Table">Table plan.</param>
/// <param name="Column">Target column.</param>
/// <param name="Rule">Rule.</param>
/// <param name="Count">How many.</param>
/// <param name="Samples">Masked.</param>
/// <param name="Keys">Source keys of the rows; null unless unsealed. Empty where the source has no key and the change was made after mapping.</param>
public sealed record CoercionDocument(string Table, string Column, string Rule, long Count, IReadOnlyList<string> Samples, IReadOnlyList<string>? Keys)
{
    /// <summary>What the values were, one per key, where neither target nor snapshot has room for it (a date without a day); null unless unsealed, and where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string?>? Originals { get; init; }
}

/// <summary>A row held back.</summary>
/// <param name="Table">Table plan.</param>
/// <param name="Key">Source key; masked unless unsealed.</param>
/// <param name="Column">Target column; empty for the whole row.</param>
/// <param name="Reason">Reason.</param>
/// <param name="Row">Columns and texts of the source row; where it was held back after mapping, target columns and what mapping made of them, references as source keys. Null unless unsealed.</param>
public sealed record HeldBackDocument(string Table, string Key, string Column, string Reason, JsonElement? Row);
