namespace Reprise.Fidelity.Cases;

/// <summary>Cases of one kind.</summary>
/// <param name="Title">Heading in the document.</param>
/// <param name="Cases">The cases.</param>
public sealed record CaseFamily(string Title, IReadOnlyList<FidelityCase> Cases)
{
    /// <summary>All families, in the order of the document.</summary>
    public static IReadOnlyList<CaseFamily> All { get; } =
    [
        new("Integers and booleans", Integers.Cases),
        new("Decimals and floating point", Decimals.Cases),
        new("Bits and years", Bits.Cases),
        new("Dates and times", Moments.Cases),
        new("Text and character sets", [.. Texts.Cases, .. CharacterSets.Cases]),
        new("ENUM and SET", Labels.Cases),
        new("JSON", Documents.Cases),
        new("Bytes, UUIDs and addresses", Bytes.Cases),
        new("Geometry", Geometries.Cases),
        new("Keys and names", Keys.Cases),
        new("Tables", Tables.Cases),
    ];

    /// <summary>All cases by name.</summary>
    public static IReadOnlyDictionary<string, FidelityCase> ByName { get; } = All.SelectMany(family => family.Cases).ToDictionary(item => item.Name);
}
