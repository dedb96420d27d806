namespace Reprise.Reporting.Quarantine;

/// <summary>The first columns of a quarantine file; the source's columns follow under their own names. Part of the format.</summary>
internal static class Headings
{
    public const int Run = 0;
    public const int Table = 1;
    public const int Key = 2;
    public const int Decision = 7;
    public const int Comment = 8;

    public static IReadOnlyList<string> All { get; } = ["Exécution", "Table", "Clé", "Colonne", "Motif", "Que faire", "État", "Décision", "Justification"];
}
