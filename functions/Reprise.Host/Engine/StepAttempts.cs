using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Pipeline.Steps;

namespace Reprise.Host.Engine;

/// <summary>Runs attempts off the grain's scheduler: steps compute and must not hold up the silo's turns.</summary>
internal sealed class StepAttempts(IStepRunner runner)
{
    public Task<StepAnswer> RunAsync(RunLease lease, Step step, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            try
            {
                return new StepAnswer(await runner.RunAsync(lease, step, cancellationToken));
            }
            catch (RepriseException exception)
            {
                return new StepAnswer(null, exception.Code, exception.Message, exception.IsTransient);
            }
        },
        cancellationToken);
}
