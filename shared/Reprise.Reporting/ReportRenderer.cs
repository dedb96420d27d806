using Reprise.Core.Hazards;
using Reprise.Core.Ports;
using Reprise.Core.Runs;

namespace Reprise.Reporting;

/// <summary>Documents in two forms: HTML for people (French), JSON for machines.</summary>
internal sealed class ReportRenderer : IReportRenderer
{
    public IReadOnlyList<ReportDocument> Render(RunSummary summary) =>
    [
        new("report.html", "text/html; charset=utf-8", HtmlReport.Render(summary)),
        new("report.json", "application/json", JsonReport.Render(summary)),
    ];

    public IReadOnlyList<ReportDocument> Render(DecisionSheet sheet) =>
    [
        new("decisions.html", "text/html; charset=utf-8", HtmlDecisionSheet.Render(sheet)),
        new("decisions.json", "application/json", JsonReport.Render(sheet)),
    ];
}
