namespace Reprise.DemoData.Sources;

/// <summary>What a shape calls the things every company table has.</summary>
internal sealed record CompanyColumns(
    string Table, string Name, string Siret, string Street, string PostalCode, string Town, string Email);
