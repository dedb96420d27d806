using System.Text;
using Reprise.Core.Columns;
using Reprise.Core.Corrections;
using Reprise.Core.Mapping;
using Reprise.Core.Mapping.Text;
using Reprise.Core.Plans;
using Reprise.Core.Runs;
using Reprise.Core.Verification;

namespace Reprise.Core.Lineage;

/// <summary>One source row through the mapper of a table plan: what the source holds, what becomes of it, and by which rules.</summary>
public sealed record RowTrace
{
    /// <summary>Texts that the source prints, by column; bytes in hexadecimal. Personal data.</summary>
    public required IReadOnlyDictionary<string, string?> Source { get; init; }

    /// <summary>What mapping makes of them, by staged column; a reference is the source key that it leads to. Personal data.</summary>
    public required IReadOnlyDictionary<string, string?> Mapped { get; init; }

    /// <summary>The row as the source prints it, for comparing.</summary>
    public required CellRow Cells { get; init; }

    /// <summary>See <see cref="RowHash"/>.</summary>
    public required ReadOnlyMemory<byte> Hash { get; init; }

    /// <summary>Rules that change a value, with their target columns.</summary>
    public required IReadOnlyList<(string Column, string Rule)> Changed { get; init; }

    /// <summary>Conditions of the plan that the row does not satisfy; empty = it is migrated.</summary>
    public required IReadOnlyList<RowCondition> Unmet { get; init; }

    /// <summary>True when a person left it out.</summary>
    public required bool IsDismissed { get; init; }

    /// <summary>Column and reason for which mapping holds the row back; null = it does not.</summary>
    public required QuarantinedRow? HeldBack { get; init; }

    /// <summary>The row with a key among batches of one row each.</summary>
    /// <param name="plan">Run plan.</param>
    /// <param name="table">Table plan.</param>
    /// <param name="batches">Rows as a snapshot would have them.</param>
    /// <param name="key">Canonical source key.</param>
    /// <param name="corrections">Corrections that the run laid over source rows.</param>
    /// <returns>Null when there is none, or when the key stands for several rows.</returns>
    public static RowTrace? Of(RunPlan plan, RunTable table, IReadOnlyList<ColumnBatch> batches, string key, IReadOnlyList<Correction> corrections)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(batches);
        var keys = new SnapshotKeys(plan.Source(table.Source), table);
        var wanted = Encoding.UTF8.GetBytes(key);
        return batches.Where(batch => keys.Of(batch, 0, chunk: 0, firstRow: 0).SequenceEqual(wanted)).ToList() is [var only] ? Of(plan, table, only, corrections) : null;
    }

    /// <summary>The same with references that lead where the source finds their parent.</summary>
    /// <param name="plan">Run plan.</param>
    /// <param name="table">Table plan.</param>
    /// <param name="respellings">What the source says of the spellings of references, by <see cref="RespelledReference.Question"/>.</param>
    public RowTrace Leading(RunPlan plan, RunTable table, IReadOnlyDictionary<string, IReadOnlyList<Respelling>> respellings)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(respellings);
        var (mapped, changed) = (new Dictionary<string, string?>(Mapped, StringComparer.Ordinal), Changed.ToList());
        foreach (var rule in table.Rules.OfType<ReferenceRule>())
        {
            var spelled = plan.Respelled(table, rule) is { } reference ? respellings[reference.Question].FirstOrDefault(pair => pair.From == mapped[rule.Column]) : null;
            if (spelled?.To is { } parents)
            {
                mapped[rule.Column] = parents;
                changed.Add((rule.Column, Reasons.ReferenceRespelled));
            }
        }

        return this with { Mapped = mapped, Changed = changed };
    }

    private static RowTrace Of(RunPlan plan, RunTable table, ColumnBatch batch, IReadOnlyList<Correction> corrections)
    {
        var read = plan.Source(table.Source);
        var (texts, cells) = (new SnapshotText(read), new CellRow());
        texts.Begin();
        texts.Fill(batch, 0, cells);
        using var corrected = new BatchCorrector(read, table, corrections).Apply(batch, chunk: 0, firstRow: 0);
        var rows = corrected?.Rows ?? batch;
        var mapper = new TableMapper(plan, table with { Where = [] });
        using var mapped = mapper.Map(rows, chunk: 0, firstRow: 0);
        return new RowTrace
        {
            Source = read.Columns.Index().ToDictionary(column => column.Item.Name, column => ContentForm.Of(column.Item.Type, cells, column.Index), StringComparer.OrdinalIgnoreCase),
            Mapped = mapper.Layout.Columns.Index().ToDictionary(column => column.Item.Shown, column => Text(mapped.Rows.Columns[column.Index]), StringComparer.Ordinal),
            Cells = cells,
            Hash = RowHash.Of(cells),
            Changed = [.. mapped.Coercions.Select(coercion => (coercion.Column, coercion.Rule))],
            Unmet = [.. table.Where.Where(condition => !Holds(plan, table, rows, condition))],
            IsDismissed = corrected?.Dismissed.Count > 0,
            HeldBack = mapped.Quarantined.Count > 0 ? mapped.Quarantined[0] : null,
        };
    }

    private static bool Holds(RunPlan plan, RunTable table, ColumnBatch rows, RowCondition condition)
    {
        using var mapped = new TableMapper(plan, table with { Where = [condition] }).Map(rows, chunk: 0, firstRow: 0);
        return mapped.Filtered == 0;
    }

    private static string? Text(Column column) => column.IsNull(0) ? null : column switch
    {
        FixedColumn => CellText.Describe(column, 0),
        VariableColumn { Type.Kind: ValueKind.Uuid } uuid => new Guid(uuid[0], bigEndian: true).ToString(),
        VariableColumn { Type.Kind: ValueKind.Binary } bytes => Convert.ToHexStringLower(bytes[0]),
        VariableColumn text => Encoding.UTF8.GetString(text[0]),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
