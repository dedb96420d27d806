namespace Reprise.DemoData.Companies;

/// <summary>One record of a company in one entity, before any other dirt.</summary>
/// <param name="Company">The company it is.</param>
/// <param name="Name">The name as this record spells it.</param>
/// <param name="Kind">What the record is to the others of the same company.</param>
internal sealed record Appearance(Company Company, string Name, AppearanceKind Kind)
{
    /// <summary>The SIRET the record knows; '' in a spelling variant.</summary>
    public string Siret => Kind is AppearanceKind.VariantWithin or AppearanceKind.VariantAcross ? "" : Company.Siret;
}
