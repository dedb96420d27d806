namespace Reprise.Core.Ports;

/// <summary>A column of a record whose value is that of a row merged into it.</summary>
/// <param name="Key">Canonical source key of the record's row.</param>
/// <param name="Column">Target column.</param>
/// <param name="FromKey">Canonical source key of the row whose value it is.</param>
public sealed record FilledCell(string Key, string Column, string FromKey);
