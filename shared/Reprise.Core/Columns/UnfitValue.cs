namespace Reprise.Core.Columns;

/// <summary>A source value that its column's type cannot hold. The column has a null at that row; the original travels beside it.</summary>
/// <param name="Row">Row in the batch, from 0.</param>
/// <param name="Column">Ordinal of the column in the batch, from 0.</param>
/// <param name="Reason">Why it does not fit.</param>
/// <param name="Original">The value as the source writes it as text, in UTF-8 (raw bytes for <see cref="UnfitReason.InvalidText"/>).</param>
public readonly record struct UnfitValue(int Row, int Column, UnfitReason Reason, ReadOnlyMemory<byte> Original);
