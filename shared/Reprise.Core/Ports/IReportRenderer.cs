using Reprise.Core.Hazards;
using Reprise.Core.Runs;

namespace Reprise.Core.Ports;

/// <summary>Turns what the ledger knows of a run into documents. Pure: the same summary gives the same bytes.</summary>
public interface IReportRenderer
{
    /// <summary>The documents of a run.</summary>
    IReadOnlyList<ReportDocument> Render(RunSummary summary);

    /// <summary>The documents of a decision sheet.</summary>
    IReadOnlyList<ReportDocument> Render(DecisionSheet sheet);
}

/// <summary>One document of a report.</summary>
/// <param name="Name">File name, such as <c>report.html</c>.</param>
/// <param name="MediaType">Media type.</param>
/// <param name="Content">Bytes, UTF-8.</param>
public sealed record ReportDocument(string Name, string MediaType, ReadOnlyMemory<byte> Content);
