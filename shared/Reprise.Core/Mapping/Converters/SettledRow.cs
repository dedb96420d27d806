namespace Reprise.Core.Mapping.Converters;

/// <summary>A row whose cell was settled before its conversion, which finds a null there.</summary>
/// <param name="Row">Row in the batch.</param>
/// <param name="Refusal">Why its value was refused; null = the plan makes it null.</param>
/// <param name="MayReplace">True when the plan's replacement may take its place.</param>
internal readonly record struct SettledRow(int Row, string? Refusal, bool MayReplace);
