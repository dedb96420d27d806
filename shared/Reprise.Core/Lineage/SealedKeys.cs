namespace Reprise.Core.Lineage;

/// <summary>Keys of rows in which one rule changed a value.</summary>
/// <param name="Column">Target column.</param>
/// <param name="Rule">Code from <see cref="Mapping.Reasons"/>.</param>
/// <param name="Keys">Sealed source keys, each ended by a line feed when opened.</param>
public sealed record SealedKeys(string Column, string Rule, IReadOnlyList<byte[]> Keys);
