namespace Reprise.Core.Ports;

/// <summary>A column of a record whose value is that of a row merged into it.</summary>
/// <remarks>Where <see cref="FromEntity"/> is said the row is another entity's: its own verification compares the cell.</remarks>
/// <param name="Key">Canonical source key of the record's row.</param>
/// <param name="Column">Target column.</param>
/// <param name="FromKey">Canonical source key of the row whose value it is.</param>
/// <param name="FromEntity">Entity of that row where it is another one; else null.</param>
public sealed record FilledCell(string Key, string Column, string FromKey, string? FromEntity = null);
