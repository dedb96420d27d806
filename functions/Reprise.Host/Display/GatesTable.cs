using System.Globalization;
using Reprise.Core.Runs;
using Reprise.Pipeline.Operations;
using Spectre.Console;

namespace Reprise.Host.Display;

/// <summary>A run's gates as a table for people.</summary>
internal static class GatesTable
{
    /// <summary>The table of a run.</summary>
    public static Table Of(GatesDocument document)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape($"{document.Entity}  {document.Plan}  {document.Run}"));
        table.AddColumns("gate", "table plan", "measures", "value", "allowed", "verdict", "earlier runs, oldest first");
        foreach (var (verdict, trend) in document.Gates)
        {
            string[] row =
            [
                verdict.Gate,
                verdict.Table,
                verdict.Kind,
                Number(verdict.Measure),
                $"{(verdict.IsFloor ? "≥" : "≤")} {Number(verdict.Threshold)}",
                Words(verdict),
                string.Join(", ", trend.Select(point => Number(point.Measure))),
            ];
            table.AddRow(row.Select(Markup.Escape).ToArray());
        }

        return table;
    }

    private static string Words(GateVerdict verdict) => verdict.Outcome switch
    {
        GateOutcome.Passed => "passed",
        GateOutcome.Warned => "warned",
        GateOutcome.Failed => verdict.Evidence.Failure is { } failure ? $"FAILED ({failure})" : "FAILED",
        _ => $"waived by {verdict.WaivedBy}",
    };

    private static string Number(decimal? value) => value is { } number ? number.ToString("0.###", CultureInfo.InvariantCulture) : "-";
}
