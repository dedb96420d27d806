using System.Text.Json.Serialization;

namespace Reprise.Core.Plans;

/// <summary>How one target column is filled. A closed hierarchy.</summary>
/// <param name="Column">Target column.</param>
/// <param name="Line">Line in the plan's file, from 1.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "rule")]
[JsonDerivedType(typeof(SourceColumnRule), "from")]
[JsonDerivedType(typeof(ConstantRule), "value")]
[JsonDerivedType(typeof(EntityRule), "entity")]
[JsonDerivedType(typeof(ReferenceRule), "reference")]
[JsonDerivedType(typeof(ExpressionRule), "sql")]
[JsonDerivedType(typeof(LookupRule), "lookup")]
public abstract record ColumnRule(string Column, int Line);

/// <summary>From a source column, converted to the target's type.</summary>
/// <param name="Column">Target column.</param>
/// <param name="From">Source column.</param>
/// <param name="BlankAsNull">True: text of nothing but white space becomes null, counted.</param>
/// <param name="Otherwise">Value used where the source has null or a value that does not fit, counted; null = none.</param>
/// <param name="Line">Line in the plan's file.</param>
public sealed record SourceColumnRule(string Column, string From, bool BlankAsNull, string? Otherwise, int Line) : ColumnRule(Column, Line)
{
    /// <summary>Order in which bytes that become a uuid are kept; null = not declared, and taken for straight.</summary>
    public UuidOrder? UuidOrder { get; init; }

    /// <summary>Normalisers that the text of a value goes through before it is converted, in order. Names from <see cref="Mapping.Normalising.NormaliserNames"/>.</summary>
    public IReadOnlyList<string> Normalise { get; init; } = [];

    /// <summary>What becomes of a value that a normaliser refuses; null = not said: <see cref="Otherwise"/> if there is one, else quarantine.</summary>
    public MisfitOutcome? Invalid { get; init; }

    /// <summary>Texts that take the place of others, after the normalisers; null = none do.</summary>
    public ValueMap? Map { get; init; }

    /// <summary>True when values are read as text before they are converted.</summary>
    [JsonIgnore]
    public bool HasTextRules => Normalise.Count > 0 || Map is not null;
}

/// <summary>The same value in every record.</summary>
/// <param name="Column">Target column.</param>
/// <param name="Value">The value as text in PostgreSQL's input form; null = NULL.</param>
/// <param name="Line">Line in the plan's file.</param>
public sealed record ConstantRule(string Column, string? Value, int Line) : ColumnRule(Column, Line);

/// <summary>Something of the entity.</summary>
/// <param name="Column">Target column.</param>
/// <param name="Property">What of it.</param>
/// <param name="Line">Line in the plan's file.</param>
public sealed record EntityRule(string Column, EntityProperty Property, int Line) : ColumnRule(Column, Line);

/// <summary>What an <see cref="EntityRule"/> writes.</summary>
public enum EntityProperty
{
    /// <summary>The entity's code.</summary>
    Code,

    /// <summary>The entity's name.</summary>
    Name,
}

/// <summary>Id of the record that another table plan made of the row referred to, through the crosswalk.</summary>
/// <param name="Column">Target column.</param>
/// <param name="TablePlan">Name of the table plan referred to.</param>
/// <param name="From">Source columns that hold the other row's source key, in the order of that key.</param>
/// <param name="Missing">What becomes of a row whose parent is not there; a null reference is null.</param>
/// <param name="Line">Line in the plan's file.</param>
public sealed record ReferenceRule(string Column, string TablePlan, IReadOnlyList<string> From, MissingParent Missing, int Line) : ColumnRule(Column, Line);

/// <summary>What becomes of a row whose parent is not there.</summary>
public enum MissingParent
{
    /// <summary>The row goes to quarantine.</summary>
    Quarantine,

    /// <summary>The reference becomes null, counted.</summary>
    Null,
}
