using Reprise.Core.Ports;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Steps;

/// <summary>Writes the report documents of the run as it stands.</summary>
internal sealed class WriteReportHandler(IRunLedger runs, IReportRenderer renderer) : IStepHandler
{
    public StepKind Kind => StepKind.WriteReport;

    public async Task<StepOutcome> RunAsync(RunLease lease, Step step, CancellationToken cancellationToken)
    {
        foreach (var document in renderer.Render(await runs.SummariseAsync(lease.Run, cancellationToken)))
        {
            await runs.SaveReportAsync(lease, document.Name, document.MediaType, document.Content, cancellationToken);
        }

        return StepOutcome.Completed(step);
    }
}
