using Reprise.Core.Mapping.Filtering;

namespace Reprise.Core.Verification.Expected;

/// <summary>Which rows satisfy the conditions of a table plan, from the texts of the source.</summary>
/// <param name="Conditions">Place of the column, its canonical text, and what is asked of it.</param>
internal sealed record ExpectedFilter(IReadOnlyList<(int Ordinal, ExpectedKey Text, ConditionTest Test)> Conditions)
{
    private readonly CellRow _text = new();

    /// <summary>True when a row satisfies all of them.</summary>
    public bool Holds(CellRow source)
    {
        foreach (var (ordinal, text, test) in Conditions)
        {
            _text.Clear();
            var holds = source.IsNull(ordinal) ? test.HoldsForNull
                : text.TryAppend(source, _text) ? test.Holds(_text[0])
                : test.Holds(source[ordinal]);
            if (!holds)
            {
                return false;
            }
        }

        return true;
    }
}
