using Reprise.Core.Corrections;
using Reprise.Core.Ports;

namespace Reprise.Reporting.Quarantine;

/// <summary>All cells of an exported row, in the order of the headings and the source's columns.</summary>
internal static class ExportedCells
{
    public static IEnumerable<string> Headings(IReadOnlyList<string> columns, bool isCsv) =>
        Quarantine.Headings.All.Concat(columns.Select(column => CellForm.Write(new WorkedCell(column), isCsv)));

    public static IEnumerable<string> Of(ExportedRow exported, bool isCsv)
    {
        var row = exported.Row;
        string[] head =
        [
            exported.Run.Value,
            row.Table,
            row.Key,
            row.Column,
            French.Reason(row.Reason),
            QuarantineWords.Remedy(row.Reason),
            QuarantineWords.State(row.State),
            row.State == HeldRowState.Dismissed ? QuarantineWords.Dismiss : string.Empty,
            exported.Comment,
        ];
        return head.Select(text => new WorkedCell(text)).Concat(exported.Cells).Select(cell => CellForm.Write(cell, isCsv));
    }
}
