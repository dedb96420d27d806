namespace Reprise.DemoData.Sources;

/// <summary>Keys of the Rhône branch: numbers kept as text with their leading zeros.</summary>
internal static class GaletteKeys
{
    /// <summary>A company: its sector and its number within the branch.</summary>
    public static (string Sector, string Number) Company(int row) => ($"S{(row % 5) + 1}", $"{row + 1:000000}");

    public static string Person(int row) => $"{row + 1:000000}";

    public static string Event(int row) => $"M{row + 1:0000}";
}
