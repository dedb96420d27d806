using System.Globalization;

namespace Reprise.Chaos.Results;

/// <summary>How a campaign ended.</summary>
/// <param name="All">Its runs.</param>
internal sealed record CampaignResult(IReadOnlyList<RunResult> All)
{
    /// <summary>Disturbed runs.</summary>
    public int Runs => All.Count;

    /// <summary>Those that ended like the undisturbed run, in every respect.</summary>
    public int Survived => All.Count(run => run.Survived);

    /// <summary>Those that did not.</summary>
    public int Different => Runs - Survived;

    /// <summary>Records lost.</summary>
    public long Lost => All.Sum(run => run.Comparison.Lost);

    /// <summary>Records doubled.</summary>
    public long Doubled => All.Sum(run => run.Comparison.Doubled);

    /// <summary>The line that says it.</summary>
    public string ClosingLine => string.Create(CultureInfo.InvariantCulture, $"{Survived} survived, {Different} different, {Lost} lost, {Doubled} doubled");
}
