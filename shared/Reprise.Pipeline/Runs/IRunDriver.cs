using Reprise.Core.Runs;

namespace Reprise.Pipeline.Runs;

/// <summary>An engine that carries runs on: Orleans in the self-hosted process, Durable Task in the function app.</summary>
public interface IRunDriver
{
    /// <summary>Makes the engine carry the run on until it ends or waits for somebody. Returns once the engine has it. Repeating it is harmless.</summary>
    Task DriveAsync(RunId run, CancellationToken cancellationToken);
}
