using Reprise.Core.Columns;
using Reprise.Core.Mapping.Converters;
using Reprise.Core.Mapping.Masking;
using Reprise.Core.Mapping.Rows;
using Reprise.Core.Mapping.Text;

namespace Reprise.Core.Mapping.Staged;

/// <summary>Values of a source column in the target's type.</summary>
/// <param name="name">Target column.</param>
/// <param name="source">Place of the source column.</param>
/// <param name="text">Rules about the text of the values; null = none.</param>
/// <param name="converter">From the source's type, or from text where there are rules about it.</param>
/// <param name="sink">What becomes of values that are none.</param>
internal sealed class StagedValue(string name, int source, TextStage? text, ColumnConverter converter, CellSink sink) : StagedColumn(new BatchColumn(name, converter.Output))
{
    /// <summary>Samples kept of each rule in each batch.</summary>
    public const int MaxSamples = 3;

    private const string Null = "NULL";

    private static readonly Verdict[] All = Enum.GetValues<Verdict>();

    public override Column Fill(MappingContext context, ColumnBatch rows, Column own)
    {
        var values = text?.Apply(context, source) ?? context.Source.Columns[source];
        var isTheSources = ReferenceEquals(values, context.Source.Columns[source]);
        if (isTheSources && (values.NullCount == 0 || !sink.ReplacesNulls) && converter.CanHandOn(values))
        {
            sink.Begin(target: null, context.States, context.Source.Unfit, context.Unfit(source));
            sink.HandOn(values);
            return values;
        }

        sink.Begin(own, context.States, context.Source.Unfit, context.Unfit(source), text?.Settled);
        converter.Convert(values, own, sink);
        return own;
    }

    public override void Report(MappingContext context, Column filled, List<Coercion> coercions)
    {
        foreach (var (reason, rows) in text?.Changed ?? [])
        {
            Report(context, filled, reason, rows, coercions);
        }

        foreach (var verdict in All)
        {
            if (sink.ChangedBy(verdict) is { Count: > 0 } changed)
            {
                Report(context, filled, verdict.Rule(), changed, coercions);
            }
        }
    }

    private void Report(MappingContext context, Column filled, string rule, List<int> changed, List<Coercion> coercions)
    {
        var count = 0L;
        var samples = new List<string>(MaxSamples);
        var start = context.ChangedKeys.WrittenCount;
        foreach (var row in changed)
        {
            if (context.States.Excluded[row])
            {
                continue;
            }

            count++;
            if (rule != Reasons.Map)
            {
                ChangedKeys.Append(context.ChangedKeys, context.KeyOf(row), Original(context, row));
            }

            if (samples.Count < MaxSamples)
            {
                samples.Add($"{Before(context, row)} → {Describe(filled, row)}");
            }
        }

        if (count > 0)
        {
            coercions.Add(new Coercion(name, rule, count, samples) { Keys = context.ChangedKeys.WrittenMemory[start..] });
        }
    }

    /// <summary>What the snapshot's type had no room for, unless it says nothing.</summary>
    private ReadOnlySpan<byte> Original(MappingContext context, int row) =>
        context.UnfitAt(source, row) is { Reason: not UnfitReason.ZeroDate } unfit ? unfit.Original.Span : default;

    private string Before(MappingContext context, int row) => context.UnfitAt(source, row) is { } unfit
        ? ValueMask.Mask(unfit.Original.Span)
        : Describe(context.Source.Columns[source], row);

    private static string Describe(Column column, int row) => column.IsNull(row) ? Null : ValueMask.Mask(CellText.Describe(column, row));
}
