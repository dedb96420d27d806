using Reprise.Core.Lineage;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Lineage;

/// <summary>What each run changed in a record, from the images of it before each.</summary>
internal static class RecordWrites
{
    /// <param name="changes">Runs that wrote the record, oldest first.</param>
    /// <param name="now">The record as it is now; null = it is not there.</param>
    /// <param name="rolledBackAt">When what a run did to the record was undone.</param>
    /// <param name="view">What may be seen.</param>
    public static IReadOnlyList<RecordChangeDocument> Of(IReadOnlyList<RecordWrite> changes, string? now, Func<RunId, DateTimeOffset?> rolledBackAt, ValueView view)
    {
        var documents = new List<RecordChangeDocument>();
        for (var i = 0; i < changes.Count; i++)
        {
            var change = changes[i];
            var after = i + 1 < changes.Count ? changes[i + 1].Before : now;
            documents.Add(new RecordChangeDocument(
                change.Run.Value, change.IsDeleted ? "deleted" : change.Before is null ? "inserted" : "changed", rolledBackAt(change.Run), change.Kept, change.Before is null || after is null || change.IsDeleted ? [] : Columns(change.Before, after, view)));
        }

        return documents;
    }

    private static IReadOnlyList<ColumnChangeDocument> Columns(string before, string after, ValueView view)
    {
        var (old, present) = (ValueView.Read(before), ValueView.Read(after));
        return
        [
            .. old.Keys.Union(present.Keys, StringComparer.Ordinal)
                .Where(column => old.GetValueOrDefault(column) != present.GetValueOrDefault(column))
                .Select(column => new ColumnChangeDocument(column, view.Value(old.GetValueOrDefault(column)), view.Value(present.GetValueOrDefault(column)))),
        ];
    }
}
