using Reprise.Core.Catalogs;
using Reprise.Core.Configuration;
using Reprise.Core.Entities;
using Reprise.Core.Plans.Checking;
using Reprise.Core.Problems;

namespace Reprise.Core.Mapping.Replicate;

/// <summary>What somebody chose to stand for values without a form in PostgreSQL, checked against what is replicated.</summary>
internal static class Replacements
{
    /// <summary>The values by table and column.</summary>
    /// <param name="catalog">The source.</param>
    /// <param name="tables">What becomes of its tables.</param>
    /// <param name="choices">The choices.</param>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/> with every choice that cannot be.</exception>
    public static IReadOnlyDictionary<(string Table, string Column), string> Checked(SourceCatalog catalog, IEnumerable<ReplicaTable> tables, IReadOnlyList<ReplacementChoice> choices)
    {
        var replicas = tables.ToDictionary(table => table.Source.Name);
        var problems = choices.Select(choice => Misfit(catalog, replicas, choice)).OfType<Problem>().ToArray();
        return problems.Length == 0
            ? choices.ToDictionary(choice => (choice.Table, catalog.Find(choice.Table)!.Find(choice.Column)!.Name), choice => choice.Value)
            : throw new RepriseException(ErrorCodes.InvalidConfiguration, $"{problems.Length} replacement(s) do not fit the source: {string.Join(' ', problems.Select(problem => problem.Message))}") { Problems = [.. problems] };
    }

    private static Problem? Misfit(SourceCatalog catalog, Dictionary<string, ReplicaTable> replicas, ReplacementChoice choice)
    {
        var name = $"{choice.Table}.{choice.Column}";
        if (catalog.Find(choice.Table)?.Find(choice.Column) is not { } column)
        {
            return new Problem(ProblemCodes.ImpossibleReplacement, $"otherwise: the source has no column '{name}'.", "Correct the name, or remove the line.");
        }

        if (column.IsNullable)
        {
            return new Problem(ProblemCodes.ImpossibleReplacement, $"otherwise: '{name}' takes null, which stands for values that have no form in PostgreSQL.", "Remove the line: a replacement would also take the place of the source's own nulls.");
        }

        var type = replicas[choice.Table].Columns[column.Name].Type;
        return ConstantForm.FitsAs(choice.Value, column, type)
            ? null
            : new Problem(ProblemCodes.ImpossibleReplacement, $"otherwise: what stands for '{name}' is no value of its type.", ConstantForm.Advice(type));
    }
}
