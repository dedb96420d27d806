using Reprise.Core.Catalogs;
using Reprise.Core.Configuration;
using Reprise.Core.Entities;
using Reprise.Core.Mapping.Converters;
using Reprise.Core.Mapping.Types;
using Reprise.Core.Problems;

namespace Reprise.Core.Mapping.Replicate;

/// <summary>Types that somebody chose for columns, checked against the catalog.</summary>
internal static class TypeChoices
{
    /// <summary>The choices by table and column.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/> with every choice that cannot be.</exception>
    public static IReadOnlyDictionary<(string Table, string Column), TypeChoice> Checked(SourceCatalog catalog, IReadOnlyList<TypeChoice> choices)
    {
        var problems = choices.Select(choice => Misfit(catalog, choice)).OfType<Problem>().ToArray();
        return problems.Length == 0
            ? choices.ToDictionary(choice => (choice.Table, catalog.Find(choice.Table)!.Find(choice.Column)!.Name))
            : throw new RepriseException(ErrorCodes.InvalidConfiguration, $"{problems.Length} chosen type(s) do not fit the source: {string.Join(' ', problems.Select(problem => problem.Message))}") { Problems = [.. problems] };
    }

    private static Problem? Misfit(SourceCatalog catalog, TypeChoice choice)
    {
        var name = $"{choice.Table}.{choice.Column}";
        if (catalog.Find(choice.Table)?.Find(choice.Column) is not { } column)
        {
            return new Problem(ProblemCodes.ImpossibleType, $"types: the source has no column '{name}'.", "Correct the name, or remove the line.");
        }

        if (choice.UuidOrder is not null && !SourceTypes.IsBinary(column.DataType))
        {
            return new Problem(ProblemCodes.ImpossibleType, $"types: values of '{name}' ({column.DataType}) are not bytes, which could be in another order.", "Choose uuid.");
        }

        return Conversions.CanConvert(column, choice.Type)
            ? null
            : new Problem(ProblemCodes.ImpossibleType, $"types: values of '{name}' ({column.DataType}) have no form in the chosen type.", "Choose another type, or remove the line.");
    }
}
