namespace Reprise.Core.Ports;

/// <summary>A column of a record that its own row left empty, and a row merged into it filled.</summary>
/// <param name="Key">Canonical source key of the record's row.</param>
/// <param name="Column">Target column.</param>
/// <param name="FromKey">Canonical source key of the row whose value it is.</param>
public sealed record FilledCell(string Key, string Column, string FromKey);
