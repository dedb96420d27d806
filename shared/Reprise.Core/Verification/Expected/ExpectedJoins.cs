using System.Buffers.Text;
using Reprise.Core.Runs;

namespace Reprise.Core.Verification.Expected;

/// <summary>Which rows have what is asked of the rows joined to them, from the texts of the source.</summary>
/// <param name="Conditions">Place of the column, and what is asked of it.</param>
internal sealed record ExpectedJoins(IReadOnlyList<(int Ordinal, JoinTest Test)> Conditions)
{
    /// <summary>False when the row is to be held back.</summary>
    public bool Hold(CellRow source)
    {
        foreach (var (ordinal, test) in Conditions)
        {
            var holds = test switch
            {
                JoinTest.Present => !source.IsNull(ordinal),
                JoinTest.Single => source.IsNull(ordinal) || (Utf8Parser.TryParse(source[ordinal], out long count, out _) && count <= 1),
                _ => true,
            };
            if (!holds)
            {
                return false;
            }
        }

        return true;
    }
}
