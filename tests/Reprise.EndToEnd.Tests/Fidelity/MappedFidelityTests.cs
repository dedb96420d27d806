using Reprise.Fidelity.Cases;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary>Every value that a migration may get wrong has the answer that <c>docs/fidelity.md</c> gives, when a plan maps it into a column of the application.</summary>
public abstract class MappedFidelityTests(MappedCases cases)
{
    public static TheoryData<string, int> Names { get; } = [.. CaseFamily.ByName.Values.SelectMany(item => item.Mapped.Select((_, index) => (item.Name, index + 1)))];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_mapped_case_has_its_answer(string name, int column)
    {
        var run = cases.Run;
        var item = cases.Servers.Case(name);
        if (!cases.Servers.Has(item))
        {
            await cases.Servers.RefusesAsync(item);
            return;
        }

        var table = MappedCases.Table(item, column);
        AnswerAssert.Equal(item.Mapped[column - 1].Answer, await run.AnswerAsync(MappedCases.Schema, table, table, item with { Probes = [] }));
    }

    public sealed class FromMariaDb(MappedCases.FromMariaDb cases) : MappedFidelityTests(cases), IClassFixture<MappedCases.FromMariaDb>;

    public sealed class FromMySql(MappedCases.FromMySql cases) : MappedFidelityTests(cases), IClassFixture<MappedCases.FromMySql>;
}
