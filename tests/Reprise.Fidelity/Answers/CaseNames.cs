namespace Reprise.Fidelity.Answers;

/// <summary>How tables and columns of a case are called in answers: without what is the same in all of them.</summary>
internal static class CaseNames
{
    /// <summary>The column of a table; the case's own table is not named.</summary>
    public static string Label(string table, string own, string column)
    {
        var rest = table.StartsWith($"{own}__", StringComparison.OrdinalIgnoreCase) ? table[(own.Length + 2)..] : string.Empty;
        return rest.Length == 0 ? column : column.Length == 0 ? rest : $"{rest}.{column}";
    }

    /// <summary>True for a table of the case.</summary>
    public static bool IsOf(string table, string own) =>
        string.Equals(table, own, StringComparison.OrdinalIgnoreCase) || table.StartsWith($"{own}__", StringComparison.OrdinalIgnoreCase);
}
