using Microsoft.Extensions.DependencyInjection;
using Reprise.Core.Ports;

namespace Reprise.Reporting;

/// <summary>Registers the report renderer.</summary>
public static class Registration
{
    /// <summary>Adds <see cref="IReportRenderer"/>.</summary>
    public static IServiceCollection AddRepriseReporting(this IServiceCollection services) => services.AddSingleton<IReportRenderer, ReportRenderer>();
}
