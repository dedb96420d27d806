using System.Text.RegularExpressions;
using Reprise.DemoData.Companies;
using Reprise.DemoData.Sources;
using Reprise.DemoData.Target;
using Reprise.DemoData.Truth;

namespace Reprise.DemoData;

/// <summary>The demo's databases: three legacy ones in MariaDB and the application's in PostgreSQL.</summary>
public static partial class DemoDatabases
{
    /// <summary>Drops and creates the databases, their accounts, and the files beside them.</summary>
    public static async Task<DemoResult> CreateAsync(DemoOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!PrefixForm().IsMatch(options.Prefix))
        {
            throw new ArgumentException(
                $"The prefix '{options.Prefix}' ends up in names of databases: use a lower-case letter, then letters, digits and "
                + "underscores, 30 at most.",
                nameof(options));
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Scale);
        var companies = DemoCompanies.Compose(options);
        ISourceShape[] shapes =
        [
            new NationalShape(options, companies.National),
            new DolibarrShape(options, companies.Ud75),
            new GaletteShape(options, companies.Ud69),
        ];
        var application = new EntityTruth(ApplicationRows.Origin);
        var rows = ApplicationRows.Compose(options, companies, application);

        // Rows are made up while they are written, each entity with dice of its own: the order of arrival changes nothing.
        var target = TargetDatabase.CreateAsync(options, rows, cancellationToken);
        var sources = Task.WhenAll(shapes.Select(shape => Task.Run(
            () => SourceDatabase.CreateAsync(options, shape, cancellationToken), cancellationToken)));
        await Task.WhenAll(target, sources);
        var connections = await sources;

        var result = new DemoResult
        {
            Sources = shapes.Zip(connections).ToDictionary(pair => pair.First.Truth.Entity, pair => pair.Second),
            Target = await target,
            Counts = shapes.ToDictionary(
                shape => shape.Truth.Entity, IReadOnlyDictionary<string, long> (shape) => shape.Truth.Counts),
            EnvironmentFile = Path.Combine(options.OutputDirectory, "demo.env"),
            TruthDirectory = Path.Combine(options.OutputDirectory, "truth"),
        };
        await TruthFiles.WriteAsync(
            result.TruthDirectory, [.. shapes.Select(shape => shape.Truth), application], cancellationToken);
        await EnvironmentFile.WriteAsync(result, cancellationToken);
        return result;
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{0,29}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PrefixForm();
}
