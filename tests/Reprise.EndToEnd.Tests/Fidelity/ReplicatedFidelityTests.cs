using Reprise.Fidelity.Cases;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary>Every value that a migration may get wrong has the answer that <c>docs/fidelity.md</c> gives, when it is replicated.</summary>
public abstract class ReplicatedFidelityTests(ReplicatedCases cases)
{
    public static TheoryData<string> Names { get; } = [.. CaseFamily.ByName.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_replicated_case_has_its_answer(string name)
    {
        var run = cases.Run;
        var item = cases.Servers.Case(name);
        if (!cases.Servers.Has(item))
        {
            await cases.Servers.RefusesAsync(item);
            return;
        }

        AnswerAssert.Equal(item.Answer, await run.AnswerAsync("sample", item.Name, item.Name, item));
    }

    public sealed class FromMariaDb(ReplicatedCases.FromMariaDb cases) : ReplicatedFidelityTests(cases), IClassFixture<ReplicatedCases.FromMariaDb>;

    public sealed class FromMariaDb11(ReplicatedCases.FromMariaDb11 cases) : ReplicatedFidelityTests(cases), IClassFixture<ReplicatedCases.FromMariaDb11>;

    public sealed class FromMySql(ReplicatedCases.FromMySql cases) : ReplicatedFidelityTests(cases), IClassFixture<ReplicatedCases.FromMySql>;
}
