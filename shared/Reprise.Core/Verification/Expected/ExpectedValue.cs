using System.Text;
using Reprise.Core.Catalogs;
using Reprise.Core.Configuration;

namespace Reprise.Core.Verification.Expected;

/// <summary>What a target cell should hold: computed from the text of the source value by the rules that <c>docs/fidelity.md</c> states, with nothing of the loading path.</summary>
/// <param name="Ordinal">Place of the source column in the row that is read.</param>
/// <param name="Form">How its text is to be read.</param>
/// <param name="Target">Type of the target column.</param>
/// <param name="IsNullable">True when the target takes null.</param>
/// <param name="BlankIsNull">True when the plan makes blank text null.</param>
/// <param name="EmptyIsNone">True for an ENUM in which the empty text is no label but MySQL's error value.</param>
/// <param name="Otherwise">Canonical form of the plan's replacement; null = none.</param>
internal sealed record ExpectedValue(int Ordinal, SourceForm Form, PgType Target, bool IsNullable, bool BlankIsNull, bool EmptyIsNone, byte[]? Otherwise) : ExpectedCell
{
    /// <summary>True when bytes that become a uuid have its time-high before its time-low.</summary>
    public bool IsSwapped { get; init; }

    /// <summary>The spelling that a reference takes over; null = none.</summary>
    public ExpectedSpelling? Respelled { get; init; }

    /// <summary>Rules about the text of the values; null = none.</summary>
    public ExpectedText? Text { get; init; }

    /// <summary>Zone of the source's local times; null = none declared.</summary>
    public ZoneOffsets? Zone { get; init; }

    /// <inheritdoc/>
    public override bool TryAppend(CellRow source, CellRow expected)
    {
        var isFinal = false;
        var reading = source.IsNull(Ordinal) ? Reading.Absent : Text is null ? Read(Form, Spelled(source), expected) : ReadText(source[Ordinal], expected, out isFinal);
        if (reading == Reading.Value)
        {
            return true;
        }

        if (Otherwise is not null && !isFinal)
        {
            expected.Append(Otherwise);
            return true;
        }

        expected.AppendNull();
        return reading == Reading.Absent && IsNullable;
    }

    /// <param name="text">What the source prints.</param>
    /// <param name="row">Where the cell is appended.</param>
    /// <param name="isFinal">True when no replacement takes the place of what has no value.</param>
    private Reading ReadText(ReadOnlySpan<byte> text, CellRow row, out bool isFinal)
    {
        var reading = Text!.Read(text, out var normalised, out isFinal);
        return reading == Reading.Value ? Read(SourceForm.Text, normalised, row) : reading;
    }

    private ReadOnlySpan<byte> Spelled(CellRow source) => Respelled?.Of(source) is { } spelling ? spelling : source[Ordinal];

    private Reading Read(SourceForm form, ReadOnlySpan<byte> text, CellRow row)
    {
        if (form is SourceForm.Text or SourceForm.Set && ((EmptyIsNone && text.IsEmpty) || (BlankIsNull && IsBlank(text))))
        {
            return Reading.Absent;
        }

        if (IsSwapped && form == SourceForm.Binary)
        {
            return TextForm.AppendSwappedUuidOf(text, row);
        }

        return Zone is not null && Target.Kind == PgKind.TimestampTz && form is SourceForm.DateTime or SourceForm.Date or SourceForm.Text
            ? MomentForm.AppendLocal(text, Zone, Target.Precision, form == SourceForm.Text, row)
            : TargetForm.Append(form, text, Target, row);
    }

    private static bool IsBlank(ReadOnlySpan<byte> text) => text.Length == 0 || (!(text[0] is > (byte)' ' and < 0x80) && string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(text)));
}
