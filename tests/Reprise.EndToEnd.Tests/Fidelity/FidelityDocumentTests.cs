using Reprise.EndToEnd.Tests.Servers;
using Reprise.Fidelity.Cases;
using Reprise.Fidelity.Document;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary>The checked-in document says of Reprise what the tests prove.</summary>
public sealed class FidelityDocumentTests
{
    [Fact]
    public void Every_row_has_the_case_and_the_answer_that_are_tested()
    {
        var document = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "docs", "fidelity.md"));
        var rows = document.Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| case |", StringComparison.Ordinal)).ToList();
        var own = CaseFamily.ByName.Values.Select(FidelityDocument.OwnCells).ToList();

        var stale = own.Zip(rows).Where(pair => !pair.Second.StartsWith(pair.First, StringComparison.Ordinal)).Select(pair => pair.Second).ToList();

        Assert.True(stale.Count == 0 && own.Count == rows.Count, $"docs/fidelity.md is stale: run infra/local/fidelity.sh. {string.Join('\n', stale)}");
    }

    [Fact]
    public void Another_answer_would_be_noticed()
    {
        var item = CaseFamily.ByName["tinyint1_flags"];

        Assert.NotEqual(FidelityDocument.OwnCells(item), FidelityDocument.OwnCells(item with { Answer = ["boolean: t, t, NULL"] }));
        Assert.NotEqual(FidelityDocument.OwnCells(item), FidelityDocument.OwnCells(item with { AnswerOnMySql = ["boolean: t, t, NULL"] }));
    }
}
