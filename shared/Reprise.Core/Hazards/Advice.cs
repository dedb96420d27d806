using Reprise.Core.Catalogs;
using Reprise.Core.Mapping;

namespace Reprise.Core.Hazards;

/// <summary>What is proposed for each hazard, and who must decide: one table.</summary>
internal static class Advice
{
    /// <summary>A hazard of a table or column with its proposal.</summary>
    public static Hazard For(string code, SourceTable table, SourceColumn? column, Tally tally, string detail = "")
    {
        var (proposal, decider) = Of(code, column?.IsNullable ?? true);
        return new Hazard(code, table.Name, column?.Name ?? string.Empty, tally.Count, tally.Samples, proposal, decider, detail);
    }

    private static (Proposal Proposal, Decider Decider) Of(string code, bool isNullable) => code switch
    {
        Reasons.ZeroDate or Reasons.PartialDate or Reasons.OutOfRange => (isNullable ? Proposal.Null : Proposal.Quarantine, Decider.Entity),
        Reasons.InvalidText => (Proposal.Quarantine, Decider.Entity),
        Reasons.DstGap or Reasons.DstOverlap => (Proposal.Shift, Decider.Entity),
        Reasons.NulInText => (Proposal.Strip, Decider.Engineer),
        Reasons.BlankEnum or Reasons.BlankAsNull => (Proposal.Null, Decider.Entity),
        Reasons.Map or Reasons.MapToNull => (Proposal.Normalise, Decider.Engineer),
        Reasons.UnknownValue => (Proposal.Quarantine, Decider.Entity),
        var rule when Reasons.RefusedBy(rule) is not null => (Proposal.Quarantine, Decider.Entity),
        Reasons.Otherwise => (Proposal.Replace, Decider.Entity),
        Reasons.Truncated => (Proposal.Strip, Decider.Application),
        Reasons.TooLong or Reasons.UnknownLabel => (Proposal.Quarantine, Decider.Application),
        Reasons.NotNull or Reasons.NotConvertible or Reasons.DuplicateKey or Reasons.Duplicate => (Proposal.Quarantine, Decider.Entity),
        HazardCodes.NotBoolean => (Proposal.Widen, Decider.Engineer),
        HazardCodes.Orphan => (Proposal.Unchecked, Decider.Entity),
        HazardCodes.LikelyOrphan or HazardCodes.MojibakeOnce or HazardCodes.MojibakeTwice => (Proposal.Keep, Decider.Entity),
        HazardCodes.ReferenceByCollation => (Proposal.Unchecked, Decider.Engineer),
        _ => (Proposal.Keep, Decider.Engineer),
    };
}
