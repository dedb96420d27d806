using System.Diagnostics;

namespace Reprise.Pipeline;

/// <summary>Traces of the pipeline: one activity per attempt of a step.</summary>
internal static class Telemetry
{
    public static readonly ActivitySource Source = new("Reprise.Pipeline");
}
