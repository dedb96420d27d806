using Reprise.Core.Catalogs;
using Reprise.Core.Mapping.Normalising;

namespace Reprise.Core.Verification.Expected;

/// <summary>The text that a source value is after the rules about its text. What a normaliser makes of a text defines it; which text it is given is worked out here from what the source prints.</summary>
/// <param name="form">How the source's text is to be read.</param>
/// <param name="rules">Normalisers and map.</param>
/// <param name="hasOtherwise">True when the plan has a replacement.</param>
internal sealed class ExpectedText(SourceForm form, ValueRules rules, bool hasOtherwise)
{
    private static readonly PgType Text = new(PgKind.Text);

    private readonly CellRow _text = new();

    /// <summary>Reads a source value.</summary>
    /// <param name="source">What the source prints.</param>
    /// <param name="text">The text to be converted, when the answer is <see cref="Reading.Value"/>; valid until the next.</param>
    /// <param name="isFinal">True when the plan says what becomes of it, so that no replacement takes its place.</param>
    public Reading Read(ReadOnlySpan<byte> source, out ReadOnlySpan<byte> text, out bool isFinal)
    {
        text = [];
        isFinal = false;
        var printed = source;
        if (form != SourceForm.Text)
        {
            _text.Clear();

            // A YEAR is four digits, also 0000.
            var reading = TargetForm.Append(form == SourceForm.Year ? SourceForm.Text : form, source, Text, _text);
            if (reading != Reading.Value)
            {
                return reading;
            }

            printed = _text[0];
        }

        switch (rules.Apply(printed))
        {
            case ValueOutcome.Same:
                text = printed;
                return Reading.Value;
            case ValueOutcome.Changed:
                text = rules.Text;
                return Reading.Value;
            case ValueOutcome.Refused when rules.MayReplace && hasOtherwise:
                return Reading.Unfit;
            case ValueOutcome.Refused:
                isFinal = true;
                return Reading.Unfit;
            default:
                isFinal = true;
                return Reading.Absent;
        }
    }
}
