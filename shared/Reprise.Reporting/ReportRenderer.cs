using Reprise.Core.Ports;
using Reprise.Core.Runs;

namespace Reprise.Reporting;

/// <summary>The report of a run: <c>report.html</c> for people (French), <c>report.json</c> for machines.</summary>
internal sealed class ReportRenderer : IReportRenderer
{
    public IReadOnlyList<ReportDocument> Render(RunSummary summary) =>
    [
        new("report.html", "text/html; charset=utf-8", HtmlReport.Render(summary)),
        new("report.json", "application/json", JsonReport.Render(summary)),
    ];
}
