using Reprise.Core.Columns;
using Reprise.Core.Mapping;
using Reprise.Core.Mapping.Types;
using Reprise.Core.Runs;

namespace Reprise.Core.Hazards;

/// <summary>All hazards of one source table that its own rows and catalog show: give it every batch, then ask.</summary>
public sealed class TableHazards
{
    private readonly SourceRead _read;
    private readonly SourceScan _scan;
    private readonly Forecast[] _forecasts;
    private long _rows;

    /// <summary>The hazards of a table that a plan reads, or that no plan reads.</summary>
    /// <param name="read">How the table is read.</param>
    /// <param name="plan">Run plan.</param>
    public TableHazards(SourceRead read, RunPlan plan)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(plan);
        _read = read;
        _scan = new SourceScan(read);
        _forecasts = [.. plan.Tables.Where(table => table.Source == read.Table.Name).Select(table => new Forecast(plan, table))];
    }

    /// <summary>Looks at a batch.</summary>
    public void Add(ColumnBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        _rows += batch.RowCount;
        _scan.Add(batch);
        foreach (var forecast in _forecasts)
        {
            forecast.Add(batch);
        }
    }

    /// <summary>What was found: of the table first, then by column.</summary>
    public IReadOnlyList<Hazard> Found()
    {
        // What a table plan makes of a value is the proposal; where several read the column, the strictest.
        var planned = _forecasts
            .SelectMany(forecast => forecast.Hazards())
            .GroupBy(hazard => (hazard.Code, hazard.Column, hazard.Detail))
            .ToDictionary(group => group.Key, group => group.MaxBy(hazard => hazard.Proposal == Proposal.Quarantine)!);
        var seen = _scan.Hazards().ToList();
        var shown = seen.Select(hazard => planned.Remove((hazard.Code, hazard.Column, hazard.Detail), out var forecast) ? hazard with { Proposal = forecast.Proposal } : hazard).ToList();
        return [.. OfCatalog(), .. shown, .. planned.Values];
    }

    private IEnumerable<Hazard> OfCatalog()
    {
        var table = _read.Table;
        if (RowKey.Of(table).Count == 0)
        {
            yield return Advice.For(HazardCodes.NoKey, table, column: null, Rows());
        }

        if (!table.IsTransactional)
        {
            yield return Advice.For(HazardCodes.NotTransactional, table, column: null, Rows(), table.Engine);
        }

        foreach (var column in table.Columns.Where(column => column.Collation is { } collation && !Collations.IsKnown(collation)))
        {
            yield return Advice.For(HazardCodes.UnknownCollation, table, column, Rows(), column.Collation!);
        }
    }

    private Tally Rows()
    {
        var tally = new Tally();
        tally.Add(_rows, []);
        return tally;
    }
}
