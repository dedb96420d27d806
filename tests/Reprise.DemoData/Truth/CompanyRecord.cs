namespace Reprise.DemoData.Truth;

/// <summary>Which company a record is.</summary>
internal sealed record CompanyRecord(string Table, string Key, string CompanyId);
