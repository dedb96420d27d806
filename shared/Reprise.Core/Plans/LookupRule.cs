using System.Text.Json.Serialization;
using Reprise.Core.Catalogs;

namespace Reprise.Core.Plans;

/// <summary>Something of a record that the target has already, found by its natural key.</summary>
/// <param name="Column">Target column.</param>
/// <param name="Table">Table that the record is in.</param>
/// <param name="By">Columns of that record and the source values that they equal, all of them.</param>
/// <param name="Return">Column of the record that is written; null = its primary key, until the run is planned.</param>
/// <param name="Missing">What becomes of a row for which there is no record; a null in the natural key looks for nothing and gives null.</param>
/// <param name="Line">Line in the plan's file.</param>
public sealed record LookupRule(string Column, [property: JsonPropertyName("lookup")] TableName Table, IReadOnlyList<SourceInput> By, string? Return, MissingRecord Missing, int Line) : DerivedRule(Column, Line)
{
    /// <summary>Value in PostgreSQL's input form that takes the place of a missing record's, with <see cref="MissingRecord.Value"/>.</summary>
    public string? MissingText { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<SourceInput> Inputs => By;

    /// <inheritdoc/>
    public override DerivedRule WithInputs(IReadOnlyList<SourceInput> inputs) => this with { By = inputs };
}
