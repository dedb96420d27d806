using Reprise.Core.Configuration;
using Reprise.Core.Plans;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Planning;

/// <summary>Finds what somebody names as a plan: one of the configuration, a file, or the plan of a run.</summary>
internal sealed class PlanFinder(RepriseConfiguration configuration, Func<IRunLedger> ledger)
{
    /// <summary>The plan as it was written.</summary>
    /// <param name="subject">A plan's name, the path of its file or folder, or the id of a run.</param>
    /// <param name="mayBeFile">False: paths are not followed, since whoever asks is somewhere else.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/>: no such plan, or one that cannot be read; <see cref="ErrorCodes.UnknownRun"/>.</exception>
    public async Task<Plan> FindAsync(string subject, bool mayBeFile, CancellationToken cancellationToken)
    {
        if (RunId.TryParse(subject, out var run))
        {
            _ = await ledger().GetAsync(run, cancellationToken);
            return (await ledger().FindPlanAsync(run, cancellationToken))?.Written
                ?? throw new RepriseException(ErrorCodes.WrongStatus, $"Run {run} has no written plan: it ended before it was planned, or copied its source as it is.");
        }

        return Configured(subject) ?? (mayBeFile && Path.Exists(subject) ? PlanFile.Read(subject) : throw NoPlan(subject));
    }

    /// <summary>The plan of the configuration, or null.</summary>
    public Plan? Configured(string name) => configuration.Plans.FirstOrDefault(plan => plan.Name == name);

    /// <summary>Says that there is no such plan.</summary>
    public static RepriseException NoPlan(string subject) =>
        new(ErrorCodes.InvalidConfiguration, $"'{subject}' is neither a plan of the configuration, nor a file or folder of one, nor a run. Plans are folders below 'plans'; 'reprise status' lists runs.");
}
