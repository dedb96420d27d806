using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Http;

/// <summary>The run that a path names.</summary>
internal static class RunPath
{
    /// <exception cref="RepriseException"><see cref="ErrorCodes.UnknownRun"/>.</exception>
    public static RunId Parse(string id) =>
        RunId.TryParse(id, out var run) ? run : throw new RepriseException(ErrorCodes.UnknownRun, "That is no run id. GET /api/entities/{entity}/runs lists them.");
}
