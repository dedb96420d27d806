using System.Diagnostics;
using Reprise.Core.Columns;

namespace Reprise.Core.Mapping.Converters;

/// <summary>What follows from a <see cref="Verdict"/>, in one place.</summary>
internal static class Verdicts
{
    /// <summary>Number of verdicts, for tables by verdict.</summary>
    public const int Count = (int)Verdict.Otherwise + 1;

    /// <summary>True when the row has a value after the conversion.</summary>
    public static bool IsKept(this Verdict verdict) => verdict <= Verdict.Repeated;

    /// <summary>True when the value may become null, where the target allows it. What is neither kept nor nullable is refused: null would hide the loss of it.</summary>
    public static bool IsNullable(this Verdict verdict) => verdict is (>= Verdict.ZeroDate and <= Verdict.Blank) or Verdict.Null;

    /// <summary>The rule that a coercion is counted under.</summary>
    public static string Rule(this Verdict verdict) => verdict switch
    {
        Verdict.Truncated => Reasons.Truncated,
        Verdict.NulRemoved => Reasons.NulInText,
        Verdict.KeysMerged => Reasons.RepeatedJsonKey,
        Verdict.Skipped => Reasons.DstGap,
        Verdict.Repeated => Reasons.DstOverlap,
        Verdict.ZeroDate => Reasons.ZeroDate,
        Verdict.PartialDate => Reasons.PartialDate,
        Verdict.ImpossibleDate or Verdict.OutOfRange => Reasons.OutOfRange,
        Verdict.BlankEnum => Reasons.BlankEnum,
        Verdict.Blank => Reasons.BlankAsNull,
        Verdict.NotConvertible => Reasons.NotConvertible,
        Verdict.TooLong => Reasons.TooLong,
        Verdict.UnknownLabel => Reasons.UnknownLabel,
        Verdict.InvalidText => Reasons.InvalidText,
        Verdict.Null => Reasons.NotNull,
        Verdict.Otherwise => Reasons.Otherwise,
        _ => throw new UnreachableException(),
    };

    /// <summary>The reason that a row is held back for.</summary>
    public static string Refusal(this Verdict verdict) => verdict == Verdict.Blank ? Reasons.NotNull : verdict.Rule();

    /// <summary>The verdict on a value that did not even fit into the snapshot's type.</summary>
    public static Verdict Of(UnfitReason reason, ColumnType source) => reason switch
    {
        UnfitReason.ZeroDate => Verdict.ZeroDate,
        UnfitReason.PartialDate => Verdict.PartialDate,
        UnfitReason.OutOfRange => source.Kind is ValueKind.Date or ValueKind.DateTime or ValueKind.Timestamp ? Verdict.ImpossibleDate : Verdict.OutOfRange,
        UnfitReason.InvalidText => Verdict.InvalidText,
        _ => throw new UnreachableException(),
    };
}
