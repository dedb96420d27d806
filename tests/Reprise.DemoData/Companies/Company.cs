using Reprise.DemoData.Places;

namespace Reprise.DemoData.Companies;

/// <summary>A company or association as it is, whatever the databases say of it.</summary>
internal sealed record Company
{
    /// <summary>Number in the truth files.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string LegalForm { get; init; }

    public required bool IsAssociation { get; init; }

    public required string Siret { get; init; }

    public string Siren => Siret[..9];

    public required string Street { get; init; }

    public string? StreetExtra { get; init; }

    public required Commune Commune { get; init; }

    public required string Email { get; init; }

    public required string Phone { get; init; }

    /// <summary>The parent company; always created earlier, so that there is no cycle.</summary>
    public Company? Parent { get; init; }
}
