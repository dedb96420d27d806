namespace Reprise.Pipeline;

/// <summary>Event ids of the pipeline's log: 2000 to 2999, never reused.</summary>
internal static class EventIds
{
    public const int StepEnded = 2000;
    public const int StepFailed = 2001;
    public const int StepDefect = 2002;
    public const int RunEnded = 2010;
    public const int RunTakenOver = 2011;
    public const int RunLost = 2012;
    public const int BeatFailed = 2013;
    public const int PointOpened = 2020;
    public const int PointRestarted = 2021;
    public const int SyncStarted = 2030;
    public const int SyncSkipped = 2031;
}
