using System.Text.Json.Serialization;

namespace Reprise.Core.Plans;

/// <summary>A rule whose value PostgreSQL works out over the staged rows, before anything is matched or checked.</summary>
/// <param name="Column">Target column.</param>
/// <param name="Line">Line in the plan's file.</param>
public abstract record DerivedRule(string Column, int Line) : ColumnRule(Column, Line)
{
    /// <summary>Values of the source that are staged for it.</summary>
    [JsonIgnore]
    public abstract IReadOnlyList<SourceInput> Inputs { get; }

    /// <summary>The rule with other inputs, in the same order.</summary>
    public abstract DerivedRule WithInputs(IReadOnlyList<SourceInput> inputs);
}
