using Reprise.Fidelity.Cases;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary>Every value that a migration may get wrong has the answer that <c>docs/fidelity.md</c> gives, when a plan maps it into a column of the application.</summary>
public sealed class MappedFidelityTests(MappedCases cases) : IClassFixture<MappedCases>
{
    public static TheoryData<string, int> Names { get; } = [.. CaseFamily.ByName.Values.SelectMany(item => item.Mapped.Select((_, index) => (item.Name, index + 1)))];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_mapped_case_has_its_answer(string name, int column)
    {
        var item = CaseFamily.ByName[name];
        var table = MappedCases.Table(item, column);

        AnswerAssert.Equal(item.Mapped[column - 1].Answer, await cases.Run.AnswerAsync(MappedCases.Schema, table, table, item with { Probes = [] }));
    }
}
