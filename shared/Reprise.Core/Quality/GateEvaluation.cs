using System.Diagnostics;
using Reprise.Core.Runs;

namespace Reprise.Core.Quality;

/// <summary>The verdict on a declared gate, from what was counted. Pure.</summary>
public static class GateEvaluation
{
    /// <summary>Digits that a share is rounded to, in percent.</summary>
    private const int Digits = 3;

    /// <summary>Verdict on a gate that counts rows of staging.</summary>
    public static GateVerdict Of(QualityGate gate, GateCount count)
    {
        ArgumentNullException.ThrowIfNull(count);
        return count.Failure is { } failure
            ? Verdict(gate, null, new GateEvidence { Failure = failure })
            : Share(gate, count.Of, count.Met);
    }

    /// <summary>Verdict on a gate that limits a number.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="of">What could have been counted.</param>
    /// <param name="counted">What was.</param>
    public static GateVerdict Of(QualityGate gate, long of, long counted) => Verdict(gate, counted, new GateEvidence { Of = of, Met = counted });

    /// <summary>Verdict on a gate that compares the figures of its table plan.</summary>
    public static GateVerdict Of(QualityGate gate, RowFigures rows)
    {
        ArgumentNullException.ThrowIfNull(gate);
        ArgumentNullException.ThrowIfNull(rows);
        return Share(gate, rows.Read, gate.Measure switch
        {
            GateMeasure.Duplicates => rows.Merged,
            GateMeasure.Reconciliation => rows.Published + rows.Unchanged + rows.Merged,
            _ => throw new UnreachableException(),
        });
    }

    /// <summary>Verdict on a gate that compares sums.</summary>
    public static GateVerdict Of(QualityGate gate, GroupSums sums)
    {
        ArgumentNullException.ThrowIfNull(gate);
        ArgumentNullException.ThrowIfNull(sums);
        var groups = sums.All();
        var differing = groups.Where(group => !gate.Limit.Allows(Math.Abs(group.Difference))).ToList();
        var evidence = new GateEvidence
        {
            Failure = sums.IsBeyondLimits ? "beyond_limits" : sums.Unreadable > 0 ? "unreadable" : null,
            DifferingGroups = differing.Count,
            Groups = [.. differing.Take(GateEvidence.MaxGroups)],
        };
        return Verdict(gate, groups.Count == 0 ? null : Math.Abs(groups[0].Difference), evidence);
    }

    private static GateVerdict Share(QualityGate gate, long of, long met) =>
        Verdict(gate, of == 0 ? null : Rounded(100m * met / of, gate.Limit), new GateEvidence { Of = of, Met = met });

    /// <summary>Away from the limit's better side, so that 99.9999 % never shows as the 100 % that were asked for.</summary>
    private static decimal Rounded(decimal share, GateLimit limit) => decimal.Round(share, Digits, limit.IsFloor ? MidpointRounding.ToNegativeInfinity : MidpointRounding.ToPositiveInfinity);

    private static GateVerdict Verdict(QualityGate gate, decimal? measure, GateEvidence evidence)
    {
        // What could not be measured did not pass, whatever its figure would be.
        var missed = evidence.Failure is not null || (measure is { } value && !gate.Limit.Allows(value));
        return new GateVerdict(gate.Name, gate.Table, measure, gate.Limit.Value, !(missed && gate.Blocks))
        {
            Kind = gate.Measure.ToString().ToLowerInvariant(),
            IsFloor = gate.Limit.IsFloor,
            Warn = gate.Limit.Warn,
            Warned = (missed && !gate.Blocks) || (!missed && measure is { } near && gate.Limit.IsWarnedAbout(near)),
            Label = gate.Label,
            Evidence = evidence,
        };
    }
}
