using Reprise.Fidelity.Cases;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary>Every value that a migration may get wrong has the answer that <c>docs/fidelity.md</c> gives, when it is replicated.</summary>
public sealed class ReplicatedFidelityTests(ReplicatedCases cases) : IClassFixture<ReplicatedCases>
{
    public static TheoryData<string> Names { get; } = [.. CaseFamily.ByName.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_replicated_case_has_its_answer(string name)
    {
        var item = CaseFamily.ByName[name];

        AnswerAssert.Equal(item.Answer, await cases.Run.AnswerAsync("sample", item.Name, item.Name, item));
    }
}
