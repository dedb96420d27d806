namespace Reprise.Core.Mapping.Normalising;

/// <summary>What a normaliser makes of a text.</summary>
internal enum Normalised
{
    /// <summary>The text is in the form wanted.</summary>
    Same,

    /// <summary>The form wanted was written.</summary>
    Changed,

    /// <summary>The text has no such form, or more than one.</summary>
    Refused,
}
