namespace Reprise.DemoData.Truth;

/// <summary>What is wrong with a value.</summary>
internal enum DirtKind
{
    ZeroDate,
    Mojibake,
    MojibakeTwice,
    Orphan,
    DuplicateSiret,
    DuplicateVariant,
    TinyintTwo,
    BlankEnum,
    NulCharacter,
    SiretLostZeros,
    BlankSiret,
    InvalidEmail,
    OverlongPostcode,
}
