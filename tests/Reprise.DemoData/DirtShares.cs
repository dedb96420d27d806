namespace Reprise.DemoData;

/// <summary>
/// The declared shares of dirt, each between 0 and 1 and relative to the rows of a table that has the column concerned.
/// A kind is present at least once in every table of forty rows or more, whatever the scale.
/// </summary>
public sealed record DirtShares
{
    /// <summary>Zero dates, per date column that has them.</summary>
    public double ZeroDates { get; init; } = 0.02;

    /// <summary>Texts whose UTF-8 bytes were once read as cp1252; relative to the texts that have an accent.</summary>
    public double Mojibake { get; init; } = 0.03;

    /// <summary>The same accident, twice in a row.</summary>
    public double MojibakeTwice { get; init; } = 0.005;

    /// <summary>Mojibake of the national body's old latin1 table, where good and bad rows are mixed.</summary>
    public double LegacyMojibake { get; init; } = 0.20;

    /// <summary>Children whose parent does not exist, where no foreign key was declared.</summary>
    public double Orphans { get; init; } = 0.015;

    /// <summary>Companies entered twice in one entity, with the same SIRET.</summary>
    public double DuplicatesWithin { get; init; } = 0.02;

    /// <summary>Companies entered twice in one entity, spelt otherwise and without SIRET.</summary>
    public double VariantsWithin { get; init; } = 0.01;

    /// <summary>Companies of a branch that the national body knows too.</summary>
    public double SharedAcross { get; init; } = 0.30;

    /// <summary>Of those, the ones that the branch spells otherwise and keeps without SIRET.</summary>
    public double VariantsAcross { get; init; } = 0.15;

    /// <summary>Booleans, tinyint(1) or tinyint, that hold 2.</summary>
    public double TinyintTwo { get; init; } = 0.005;

    /// <summary>Enums that hold '', the error value of MySQL.</summary>
    public double BlankEnums { get; init; } = 0.01;

    /// <summary>Texts with a NUL character in them.</summary>
    public double NulCharacters { get; init; } = 0.002;

    /// <summary>SIRETs that went through a spreadsheet; relative to the SIRETs that begin with a zero.</summary>
    public double SiretLostZeros { get; init; } = 0.40;

    /// <summary>SIRETs stored as '' instead of NULL.</summary>
    public double BlankSirets { get; init; } = 0.10;

    /// <summary>E-mail addresses that cannot be written to.</summary>
    public double InvalidEmails { get; init; } = 0.02;

    /// <summary>Postcodes with the town in them, too long for the application; only in companies.</summary>
    public double OverlongPostcodes { get; init; } = 0.003;
}
