using System.Text;
using Reprise.Core.Columns;
using Reprise.Core.Mapping.Filtering;
using Reprise.Core.Mapping.Rows;
using Reprise.Core.Mapping.Staged;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Core.Mapping;

/// <summary>Maps the rows of one table plan, batch after batch: columns in the order of the <see cref="StagingLayout"/>, rows held back, values changed.</summary>
/// <remarks>
/// One mapper serves all batches of a table, mapped or replicated. Its memory is reused once a result is disposed. Not thread-safe, but
/// results may be disposed on any thread. Equal batches give equal results: nothing depends on the time, the machine or the batches before.
/// </remarks>
public sealed class TableMapper
{
    private readonly FreeList<MappingFrame> _frames = new();
    private readonly MappingContext _context;
    private readonly StagedColumn[] _columns;
    private readonly RowContent _content;
    private readonly RowFilter? _filter;
    private readonly JoinedRowTests? _joined;

    /// <summary>A mapper of batches as the snapshot has them.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/>: a rule that planning should have refused.</exception>
    public TableMapper(RunPlan plan, RunTable table)
        : this(plan, table, (plan ?? throw new ArgumentNullException(nameof(plan))).Source((table ?? throw new ArgumentNullException(nameof(table))).Source).Columns)
    {
    }

    /// <summary>A mapper of batches with the given columns.</summary>
    /// <param name="plan">The run plan.</param>
    /// <param name="table">One of its table plans.</param>
    /// <param name="source">Names and types of the columns of every batch.</param>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/>: a rule that planning should have refused.</exception>
    public TableMapper(RunPlan plan, RunTable table, IReadOnlyList<BatchColumn> source)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(source);
        var builder = new StagedColumns(plan, table, source);
        Layout = StagingLayout.For(table);
        _columns = builder.Build();
        _filter = builder.Filter();
        _joined = builder.Joined();
        _context = new MappingContext(source.Count, builder.Key);
        _content = new RowContent(plan.Source(table.Source) with { Columns = source });
        OutputColumns = [.. _columns.Select(column => column.Shape)];
    }

    /// <summary>The staging columns.</summary>
    public StagingLayout Layout { get; }

    /// <summary>
    /// Names and types of the mapped columns, in the order of <see cref="Layout"/>. A column that is handed on from the source has the source's
    /// name, and may be a narrower or wider integer or floating-point type whose values are in range: both are words.
    /// </summary>
    public IReadOnlyList<BatchColumn> OutputColumns { get; }

    /// <summary>True: keys of rows that a filter leaves out are told, for a run that reads a part of the source.</summary>
    public bool NamesLeftOut { get; init; }

    /// <summary>Maps a batch. The result lends columns from <paramref name="source"/>: dispose it first.</summary>
    /// <param name="source">Rows, with columns as the mapper was made for.</param>
    /// <param name="chunk">Chunk that they are of.</param>
    /// <param name="firstRow">Ordinal in the chunk of the first of them.</param>
    /// <param name="dismissed">Rows that a person left out: they count as filtered.</param>
    public MappedBatch Map(ColumnBatch source, int chunk, long firstRow, IReadOnlyList<int>? dismissed = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        var frame = _frames.TryTake(out var free) ? free : new MappingFrame(_frames, _columns.Length);
        _context.Begin(source, frame, chunk, firstRow);
        _context.States.LeaveOut(dismissed ?? []);
        var filtered = _filter?.Apply(_context) ?? 0;
        _joined?.Apply(_context);
        for (var i = 0; i < _columns.Length; i++)
        {
            frame.Set(i, _columns[i].Fill(_context, frame.Rows, frame.Own(i, _columns[i].Shape)));
        }

        var coercions = new List<Coercion>();
        _joined?.Report(_context, coercions);
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Report(_context, frame.Rows.Columns[i], coercions);
        }

        var quarantined = Quarantined();
        IReadOnlyList<string> leftOut = NamesLeftOut ? LeftOut(quarantined) : [];
        _context.End();
        return new MappedBatch(frame.Rows, frame.Excluded, quarantined, filtered + (dismissed?.Count ?? 0), coercions, frame) { LeftOut = leftOut };
    }

    private List<string> LeftOut(List<QuarantinedRow> quarantined)
    {
        var held = quarantined.Select(row => row.Row).ToHashSet();
        var excluded = _context.States.Excluded;
        return [.. Enumerable.Range(0, _context.Source.RowCount).Where(row => excluded[row] && !held.Contains(row)).Select(row => Encoding.UTF8.GetString(_context.KeyOf(row)))];
    }

    private List<QuarantinedRow> Quarantined()
    {
        var refused = _context.States.Refused;
        var quarantined = new List<QuarantinedRow>(refused.Count);
        _content.Begin();
        foreach (var (row, column, reason) in refused.OrderBy(entry => entry.Row))
        {
            quarantined.Add(new QuarantinedRow(Encoding.UTF8.GetString(_context.KeyOf(row)), column, reason) { Row = row, Content = _content.Of(_context.Source, row, out var hash), Hash = hash });
        }

        return quarantined;
    }
}
