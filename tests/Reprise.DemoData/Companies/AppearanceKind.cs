namespace Reprise.DemoData.Companies;

/// <summary>What a record is to the other records of its company.</summary>
internal enum AppearanceKind
{
    /// <summary>The only one of its entity, or the first.</summary>
    Original,

    /// <summary>Entered again in the same entity, with the same SIRET.</summary>
    Repeated,

    /// <summary>Entered again in the same entity, spelt otherwise and without SIRET.</summary>
    VariantWithin,

    /// <summary>Known to another entity under another spelling, and here without SIRET.</summary>
    VariantAcross,
}
