using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;
using Reprise.Core.Quality;

namespace Reprise.Core.Plans.Loading;

/// <summary>Reads the threshold of a gate: a share in percent, the tolerance of a sum, or a number of pairs.</summary>
internal static class GateLimitReader
{
    private const decimal MostPairs = 1_000_000;
    private const decimal LargestTolerance = 1_000_000_000_000m;

    /// <summary>The limit; null after its problem was reported.</summary>
    public static GateLimit? Read(YamlMapping root, GateMeasure measure)
    {
        if (measure == GateMeasure.Sum)
        {
            return root.Node("tolerance") is null
                ? new GateLimit(0, IsFloor: false)
                : root.Decimal("tolerance", 0, LargestTolerance) is { } tolerance ? new GateLimit(tolerance, IsFloor: false) : null;
        }

        var most = measure == GateMeasure.Review ? MostPairs : 100;
        var floor = measure == GateMeasure.Review ? null : root.Decimal("at_least", 0, 100);
        var ceiling = root.Decimal("at_most", 0, most);
        var warn = root.Decimal("warn", 0, most);
        var written = (root.Node("at_least") is null ? 0 : 1) + (root.Node("at_most") is null ? 0 : 1);
        if (written != 1)
        {
            root.Report(ProblemCodes.GateLimit, root.Line, "A gate has exactly one threshold: 'at_least' or 'at_most', in percent.", written == 0 ? "Add one of them." : "Keep one of them, or declare two gates.");
            return null;
        }

        return (floor ?? ceiling) is { } value && (root.Node("warn") is null || warn is not null) ? Checked(root, new GateLimit(value, floor is not null, warn)) : null;
    }

    private static GateLimit? Checked(YamlMapping root, GateLimit limit)
    {
        if (limit.Warn is not { } level || limit.Allows(level))
        {
            return limit;
        }

        root.Report(
            ProblemCodes.GateLimit,
            root.LineOf("warn"),
            "The level of warning is beyond the threshold, so that it would never be reached.",
            limit.IsFloor ? "Write one above 'at_least'." : "Write one below 'at_most'.");
        return null;
    }
}
