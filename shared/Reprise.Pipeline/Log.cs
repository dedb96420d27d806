using Microsoft.Extensions.Logging;
using Reprise.Core.Runs;

namespace Reprise.Pipeline;

/// <summary>The pipeline's log events. Counts and names only: no cell value, no secret.</summary>
internal static partial class Log
{
    /// <summary>Puts run and entity on every event until it is disposed.</summary>
    public static IDisposable? BeginRun(ILogger logger, RunId run, Step? step = null)
    {
        var scope = new Dictionary<string, object>(StringComparer.Ordinal) { ["RunId"] = run.Value, ["Entity"] = run.Entity.Value };
        if (step is not null)
        {
            scope["Step"] = step.ToString();
        }

        return logger.BeginScope(scope);
    }

    [LoggerMessage(EventIds.StepEnded, LogLevel.Debug, "{Step} {Result} ({ChunksDone}/{ChunksTotal} chunks) in {ElapsedMs:0} ms")]
    public static partial void StepEnded(ILogger logger, Step step, StepResult result, int chunksDone, int chunksTotal, double elapsedMs);

    [LoggerMessage(EventIds.StepFailed, LogLevel.Warning, "{Step} failed with {Code} (transient: {IsTransient}): {Reason}")]
    public static partial void StepFailed(ILogger logger, Step step, string? code, bool isTransient, string? reason);

    [LoggerMessage(EventIds.StepDefect, LogLevel.Error, "{Step} failed unexpectedly")]
    public static partial void StepDefect(ILogger logger, Step step, Exception exception);

    [LoggerMessage(EventIds.RunEnded, LogLevel.Information, "Run {Run} is {Status} {Code} {Reason}")]
    public static partial void RunEnded(ILogger logger, RunId run, RunStatus status, string? code, string? reason);

    [LoggerMessage(EventIds.RunTakenOver, LogLevel.Information, "Run {Run} taken over, epoch {Epoch}")]
    public static partial void RunTakenOver(ILogger logger, RunId run, long epoch);

    [LoggerMessage(EventIds.RunLost, LogLevel.Warning, "Run {Run} was taken over by another node; epoch {Epoch} stops here")]
    public static partial void RunLost(ILogger logger, RunId run, long epoch);

    [LoggerMessage(EventIds.BeatFailed, LogLevel.Warning, "The heartbeat of run {Run} failed: {Code}")]
    public static partial void BeatFailed(ILogger logger, RunId run, string code);

    [LoggerMessage(EventIds.PointOpened, LogLevel.Information, "Source read at one point by {Method} (consistent: {IsConsistent}, position known: {HasPosition})")]
    public static partial void PointOpened(ILogger logger, string method, bool isConsistent, bool hasPosition);

    [LoggerMessage(EventIds.PointRestarted, LogLevel.Warning, "The source changed since the run's first point: all tables are extracted again")]
    public static partial void PointRestarted(ILogger logger);

    [LoggerMessage(EventIds.SyncStarted, LogLevel.Information, "Sync of {Entity} is due: run {Run}")]
    public static partial void SyncStarted(ILogger logger, string entity, RunId run);

    [LoggerMessage(EventIds.SyncSkipped, LogLevel.Information, "Sync of {Entity} is due and not started: {Code}")]
    public static partial void SyncSkipped(ILogger logger, string entity, string code);
}
