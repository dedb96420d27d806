using Reprise.Core.Quality;
using Reprise.Core.Tests.Configuration;

namespace Reprise.Core.Tests.Quality;

/// <summary>Gates as a plan's file declares them.</summary>
public sealed class GateReadingTests
{
    private const string Plan = SampleFolder.Plan;

    public static TheoryData<string, string, string> Edits => new()
    {
        // text before, text after, expected "code line" joined by commas
        { "gates:", "gates: strict\nother:", "unknown_key 33, wrong_type 32" },
        { "  - { gate: kept, table: contact, measure: reconciliation, at_least: 98 }", "  - kept", "wrong_type 45" },
        { "gate: kept", "gate: Kept!", "invalid_name 45" },
        { "gate: kept, ", "", "missing_key 45" },
        { "gate: kept", "gate: merged", "duplicate_gate 45" },
        { "gate: kept", "gate: quarantined_percent", "duplicate_gate 45" },
        { "gate: kept, table: contact", "gate: kept, table: contacts", "unknown_table_plan 45" },
        { "measure: reconciliation", "measure: reconciled", "unknown_word 45" },
        { "measure: reconciliation, at_least: 98", "measure: reconciliation", "gate_limit 45" },
        { "measure: reconciliation, at_least: 98", "measure: reconciliation, at_least: 98, at_most: 99", "gate_limit 45" },
        { "measure: reconciliation, at_least: 98", "measure: reconciliation, at_least: 980", "out_of_range 45" },
        { "measure: reconciliation, at_least: 98", "measure: reconciliation, at_least: most", "wrong_type 45" },
        { "measure: reconciliation, at_least: 98", "measure: reconciliation, at_leest: 98", "gate_limit 45, unknown_key 45" },
        { "measure: reconciliation, at_least: 98", "measure: reconciliation, at_least: 98, column: last_name", "gate_keys 45" },
        { "warn: 90", "warn: 70", "gate_limit 38" },
        { "at_most: 10", "at_most: 10, warn: 20", "gate_limit 44" },
        { "columns: [siret, name]", "columns: [siret]\n    column: siret", "gate_keys 36" },
        { "column: organisation_id, ", "", "gate_keys 43" },
        { "column: organisation_id", "columns: [organisation_id]", "gate_keys 43, gate_keys 43" },
        { "one_of: [Association, 1901], ", "", "gate_keys 40" },
        { "one_of: [Association, 1901]", "one_of: [Association, 1901], matches: ^A", "gate_keys 40" },
        { "one_of: [Association, 1901]", "between: [A]", "gate_keys 40" },
        { "on_fail: warn", "on_fail: stop", "unknown_word 40" },
        { "expression: \"closed_at is null or closed_at >= created_at\", ", "", "gate_keys 41" },
        { "closed_at is null or closed_at >= created_at", "true) or (true); drop table organisation; --", "gate_expression 41" },
        { "by: [annee]", "by: [annee, mois]", "gate_keys 46" },
        { "by: [annee]", "bye: [annee]", "unknown_key 46" },
        { "tolerance: 0.01", "tolerance: 0.01, at_most: 1", "gate_keys 46" },
        { "tolerance: 0.01", "tolerance: few", "wrong_type 46" },
        { "at_most: 250", "at_least: 250", "gate_keys 47" },
        { "at_most: 250", "at_most: -1", "out_of_range 47" },
        { "at_most: 250", "at_most: 50", "gate_limit 47" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void A_gate_that_says_something_wrong_is_reported_with_code_and_line(string before, string after, string expected)
    {
        using var folder = new SampleFolder();
        folder.Replace(Plan, before, after);

        var problems = folder.Load().Problems;

        Assert.Equal(expected.Split(", ").Order(StringComparer.Ordinal), problems.Select(problem => $"{problem.Code} {problem.Line}").Order(StringComparer.Ordinal));
        Assert.All(problems, problem => Assert.True(problem is { File: Plan, Message.Length: > 10, Remedy.Length: > 5 }));
    }

    [Fact]
    public void Every_measure_is_read_with_what_it_asks_for()
    {
        var gates = Gates();

        Assert.Equal(Enum.GetValues<GateMeasure>().Order(), gates.Select(gate => gate.Measure).Order());
        var filled = gates[0];
        Assert.Equal(("siret_filled", "organisation", "SIRET renseigné", true, 33), (filled.Name, filled.Table, filled.Label, filled.Blocks, filled.Line));
        Assert.Equal(["siret", "name"], filled.Columns);
        Assert.Equal(new GateLimit(80, IsFloor: true, 90), filled.Limit);
        Assert.Equal(["Association", "1901"], gates[1].Test!.OneOf);
        Assert.False(gates[1].Blocks);
        Assert.Equal("closed_at is null or closed_at >= created_at", gates[2].Expression);
        Assert.Equal(new GateLimit(10, IsFloor: false), gates[5].Limit);
    }

    [Fact]
    public void A_sum_has_groups_a_source_and_a_tolerance()
    {
        var fees = Gates().Single(gate => gate.Measure == GateMeasure.Sum);

        Assert.Equal(["fee"], fees.Columns);
        Assert.Equal([new GroupColumn("paid_on", IsYear: true)], fees.Groups!.By);
        Assert.Equal("montant", fees.Groups.Source);
        Assert.Equal([new GroupColumn("annee", IsYear: false)], fees.Groups.SourceBy);
        Assert.Equal(new GateLimit(0.01m, IsFloor: false), fees.Limit);
    }

    [Fact]
    public void A_plan_without_gates_has_none()
    {
        using var folder = new SampleFolder();
        var text = SampleFolder.Good[Plan];
        folder.Replace(Plan, text[text.IndexOf("gates:", StringComparison.Ordinal)..], string.Empty);

        Assert.Empty(folder.Load().Require().FindPlan("dolibarr")!.Gates);
    }

    private static IReadOnlyList<QualityGate> Gates()
    {
        using var folder = new SampleFolder();
        return folder.Load().Require().FindPlan("dolibarr")!.Gates;
    }
}
