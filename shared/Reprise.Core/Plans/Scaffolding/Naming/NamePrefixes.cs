namespace Reprise.Core.Plans.Scaffolding.Naming;

/// <summary>What many names of one place begin with, which so says nothing: <c>llx_</c> of tables, <c>adh_</c> of the columns of one table.</summary>
internal static class NamePrefixes
{
    private const int FewestNames = 3;
    private const double LeastShare = 0.6;

    /// <summary>The prefix up to and with an underscore that most names share; empty when there is none.</summary>
    public static string Of(IReadOnlyCollection<string> names) => names
        .Where(name => name.IndexOf('_', StringComparison.Ordinal) is > 0 and var at && at < name.Length - 1)
        .GroupBy(name => name[..(name.IndexOf('_', StringComparison.Ordinal) + 1)].ToLowerInvariant())
        .Where(group => group.Count() >= FewestNames && group.Count() >= LeastShare * names.Count)
        .Select(group => group.Key)
        .FirstOrDefault() ?? string.Empty;
}
