namespace Reprise.DemoData.Truth;

/// <summary>A company's record as one of the demo's databases has it, and which company it is.</summary>
/// <param name="CompanyId">The same for all records of one company.</param>
/// <param name="Entity">Entity whose record it is.</param>
/// <param name="Siret">SIRET as stored; blank or with its zeros lost in some.</param>
/// <param name="Name">Name as stored.</param>
/// <param name="Street">Number and street.</param>
/// <param name="PostalCode">Postcode.</param>
/// <param name="City">Town.</param>
/// <param name="Email">Address as stored.</param>
/// <param name="Phone">Number as stored.</param>
public sealed record LabelledCompany(
    string CompanyId, string Entity, string? Siret, string? Name, string? Street, string? PostalCode, string? City, string? Email, string? Phone);
