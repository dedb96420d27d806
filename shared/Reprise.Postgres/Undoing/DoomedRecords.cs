using Reprise.Core.Catalogs;

namespace Reprise.Postgres.Undoing;

/// <summary>A ledger table that has records by run, target table and id, with what is to be done with each: <c>rollback_record</c>, <c>gone_row</c> or <c>record_merge</c>.</summary>
/// <param name="Relation">The table.</param>
/// <param name="Actions">Actions after which nothing may refer to a record, as SQL literals.</param>
internal sealed record DoomedRecords(string Relation, string Actions)
{
    /// <summary>Condition of rows <c>r</c> of a table that will refer to something else by then, by the columns of the foreign key; nothing of the kind when not said.</summary>
    public Func<TableName, IReadOnlyList<string>, string> Follows { get; init; } = (_, _) => "false";
}
