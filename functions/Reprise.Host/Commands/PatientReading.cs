using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Host.Commands;

/// <summary>Reads what a followed run's ledger says while the database is away for a moment: the run itself goes through the same trouble and comes out of it.</summary>
internal sealed class PatientReading(RunId run, TimeProvider time)
{
    /// <summary>Reads, later and later, as often as a step is tried.</summary>
    /// <exception cref="RepriseException">The trouble lasts.</exception>
    public async Task<T> ReadAsync<T>(Func<Task<T>> read, CancellationToken cancellationToken)
    {
        var patience = new Patience();
        while (true)
        {
            try
            {
                return await read();
            }
            catch (RepriseException exception) when (exception.IsTransient && patience.Lasts)
            {
                await Task.Delay(patience.Fail(), time, cancellationToken);
            }
            catch (RepriseException exception) when (exception.IsTransient)
            {
                throw Kept(exception.Message);
            }
        }
    }

    /// <summary>The run cannot be followed any more.</summary>
    public RepriseException Kept(string failure) => new(ErrorCodes.ConnectionFailed, $"{failure} The run is kept: 'reprise resume {run}' carries it on.");
}
