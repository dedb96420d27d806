using Reprise.Core.Runs;

namespace Reprise.Core.Tests.Runs;

public sealed class WaiverTests
{
    private static readonly GateVerdict Filled = new("siret_filled", "organisation", 70, 80, false);
    private static readonly GateVerdict Balance = new(Gates.Conservation, "organisation", 1, 0, false);

    [Fact]
    public void A_failed_gate_is_waived_by_name_and_with_a_reason() => Assert.Null(Gates.Objection([Filled], Word("vu en comité"), ["siret_filled"]));

    [Fact]
    public void A_run_that_failed_no_gate_needs_no_waiver() => Assert.Null(Gates.Objection([], Word(string.Empty), []));

    [Fact]
    public void A_failed_gate_that_is_not_named_is_not_passed_over() =>
        Assert.Contains("--waive siret_filled", Gates.Objection([Filled], Word("vu"), []), StringComparison.Ordinal);

    [Fact]
    public void A_waiver_without_a_reason_is_none() => Assert.Contains("--reason", Gates.Objection([Filled], Word(" "), ["siret_filled"]), StringComparison.Ordinal);

    [Fact]
    public void A_gate_that_has_not_failed_cannot_be_waived() =>
        Assert.Contains("no gate email_valid", Gates.Objection([Filled], Word("vu"), ["siret_filled", "email_valid"]), StringComparison.Ordinal);

    [Fact]
    public void Rows_that_are_not_accounted_for_are_never_waived() =>
        Assert.Contains("cannot be waived", Gates.Objection([Balance], Word("vu"), [Gates.Conservation]), StringComparison.Ordinal);

    [Fact]
    public void A_refusal_waives_nothing_and_needs_no_names()
    {
        Assert.Null(Gates.Objection([Filled], Outlines.Word(granted: false), []));
        Assert.NotNull(Gates.Objection([Filled], Outlines.Word(granted: false), ["siret_filled"]));
    }

    private static Approval Word(string comment) => Outlines.Word(granted: true) with { Comment = comment };
}
