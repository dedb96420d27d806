using Reprise.DemoData.Companies;

namespace Reprise.DemoData.Target;

/// <summary>An organisation that users entered in the application before any migration.</summary>
internal sealed record ApplicationRow(Guid Id, Company Company, DateTime CreatedAt, DateTime? DeletedAt);
