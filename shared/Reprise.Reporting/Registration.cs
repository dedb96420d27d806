using Microsoft.Extensions.DependencyInjection;
using Reprise.Core.Ports;
using Reprise.Reporting.Quarantine;

namespace Reprise.Reporting;

/// <summary>Registers the report renderer.</summary>
public static class Registration
{
    /// <summary>Adds <see cref="IReportRenderer"/> and <see cref="IQuarantineFiles"/>.</summary>
    public static IServiceCollection AddRepriseReporting(this IServiceCollection services) => services
        .AddSingleton<IReportRenderer, ReportRenderer>()
        .AddSingleton<IQuarantineFiles, QuarantineFiles>();
}
