using Reprise.Core.Corrections;
using Reprise.Core.Ports;
using Reprise.Core.Problems;

namespace Reprise.Pipeline.Quarantine;

/// <summary>What a row of a worked file asks for, or what is wrong with it.</summary>
internal sealed class RowJudgement(DecisionContext context, ILedgerSeal seal, IQuarantineFiles files)
{
    private readonly List<Problem> _problems = [];

    /// <summary>Judges a row.</summary>
    /// <returns>The decision, or null when the row asks for nothing or has problems.</returns>
    public (NewCorrection? Decision, IReadOnlyList<Problem> Problems) Judge(WorkedRow row, HeldRow held)
    {
        var content = HeldRowContent.Open(seal, context.Run, held);
        var changes = content is null ? NotAtHand(row) : Changes(row, content);
        if (row.Decision == WorkedDecision.None && (changes.Count == 0 || SameAsBefore(changes, content, held)))
        {
            return (null, _problems);
        }

        RefuseStale(row, held, content);
        var decision = _problems.Count > 0 ? null : row.Decision switch
        {
            WorkedDecision.Dismiss => Dismiss(row, held, content, changes),
            WorkedDecision.Withdraw => Withdraw(row, held),
            _ => Correct(row, held, content, changes),
        };
        return (_problems.Count > 0 ? null : decision, _problems);
    }

    private static bool SameAsBefore(Dictionary<string, string?> changes, HeldRowContent? content, HeldRow held) =>
        held.Correction is { IsDismissed: false } && content?.Correction is { } before && before.Cells.Count == changes.Count
        && changes.All(change => before.Cells.TryGetValue(change.Key, out var text) && text == change.Value);

    /// <summary>Cells that differ from the source's. A cell that was left alone keeps its earlier correction.</summary>
    private Dictionary<string, string?> Changes(WorkedRow row, HeldRowContent content)
    {
        var changes = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var column in context.Columns)
        {
            var cell = row.Cells[column.Name];
            var shown = content.Shown(column.Name);
            var text = cell.IsKept || cell.Text == shown ? shown : FrenchInput.Normalise(column.Type, cell.Text);
            if (text != content.Original.GetValueOrDefault(column.Name))
            {
                changes[column.Name] = text;
            }
        }

        return changes;
    }

    /// <summary>The cells of such a row were not shown, so that any that is filled in is a change.</summary>
    private static Dictionary<string, string?> NotAtHand(WorkedRow row) =>
        row.Cells.Where(cell => !cell.Value.IsKept).ToDictionary(cell => cell.Key, cell => cell.Value.Text, StringComparer.Ordinal);

    private void RefuseStale(WorkedRow row, HeldRow held, HeldRowContent? content)
    {
        if (held.State == HeldRowState.Reinjected)
        {
            Add(row, "already_reinjected", $"the row was published by run {held.ReinjectedBy}.", "Correct it in the application, or take the row out of the file.");
        }
        else if (content is null || held.Hash is null)
        {
            Add(row, "source_not_kept", "the source row is not kept for this row.", "Correct it in the source or by a rule of the plan, or run again and export from the new run.");
        }
        else if (held.IsOutdated)
        {
            Add(row, "source_changed", "the source has changed the row since it was exported.", "Export again from the newest run.");
        }
    }

    private NewCorrection? Dismiss(WorkedRow row, HeldRow held, HeldRowContent? content, Dictionary<string, string?> changes)
    {
        if (row.Comment.Length == 0)
        {
            Add(row, "no_justification", "the row is to be left out and does not say why.", "Fill in the column 'Justification'.");
        }

        if (changes.Count > 0 && !SameAsBefore(changes, content, held))
        {
            Add(row, "two_decisions", "the row is to be left out and has corrected cells.", "Empty the column 'Décision', or take the row from the export again.");
        }

        return held.Correction is { IsDismissed: true } && content?.Correction?.Reason == row.Comment
            ? null
            : New(held, DecisionKind.Dismiss, new CorrectionContent(new Dictionary<string, string?>(), row.Comment));
    }

    private NewCorrection? Withdraw(WorkedRow row, HeldRow held)
    {
        if (held.Correction is null)
        {
            Add(row, "nothing_decided", "nothing was decided about the row that could be withdrawn.", "Empty the column 'Décision'.");
        }

        return New(held, DecisionKind.Withdraw, null);
    }

    private NewCorrection? Correct(WorkedRow row, HeldRow held, HeldRowContent? content, Dictionary<string, string?> changes)
    {
        foreach (var column in changes.Keys.Where(context.IsKey))
        {
            Add(row, "key_changed", $"column '{column}' is the key by which the row is known.", "Correct it in the source.");
        }

        var verdict = context.Trial.Try(content!.Original, changes);
        foreach (var column in verdict.Misfits)
        {
            Add(row, "value_unfit", $"column '{column}' cannot hold its new value: it is {context.DeclaredType(column)}.", "Write it as the source does; dates as 2024-12-31, \\N for no value.");
        }

        if (verdict.HeldBack is { } refused)
        {
            var where = refused.Column.Length > 0 ? $"target column '{refused.Column}': " : string.Empty;
            Add(row, "still_held_back", $"the corrected row would be held back again: {where}{refused.Reason} ({files.Reason(refused.Reason)}).", "Correct that too, or leave the row out.");
        }

        var cells = verdict.Cells.Where(cell => cell.Value != content.Original.GetValueOrDefault(cell.Key)).ToDictionary(StringComparer.Ordinal);
        return cells.Count == 0 || SameAsBefore(cells, content, held) ? null : New(held, DecisionKind.Correct, new CorrectionContent(cells, string.Empty));
    }

    private NewCorrection New(HeldRow held, DecisionKind kind, CorrectionContent? content) => new(
        context.Run,
        context.Table,
        context.Source,
        held.Key,
        held.Hash ?? [],
        kind,
        content is null ? [] : seal.Seal(context.Run, context.Table, content.Write()));

    private void Add(WorkedRow row, string code, string message, string remedy) => _problems.Add(new Problem(code, message, remedy, row.Place, row.Line));
}
