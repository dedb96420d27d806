namespace Reprise.Core.Catalogs;

/// <summary>Something of a source beside its tables and their rows, which is listed and not copied.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name; that of the table for what a table has.</param>
/// <param name="Table">Table it belongs to; empty where it belongs to none.</param>
public sealed record SourceFeature(SourceFeatureKind Kind, string Name, string Table = "");

/// <summary>Kinds of <see cref="SourceFeature"/>.</summary>
public enum SourceFeatureKind
{
    /// <summary>A view.</summary>
    View,

    /// <summary>A trigger.</summary>
    Trigger,

    /// <summary>A procedure.</summary>
    Procedure,

    /// <summary>A function.</summary>
    Function,

    /// <summary>Something the server does at set times.</summary>
    Event,

    /// <summary>A sequence of MariaDB's.</summary>
    Sequence,

    /// <summary>The partitions of a table.</summary>
    Partitions,

    /// <summary>The history of a table's rows (MariaDB's WITH SYSTEM VERSIONING).</summary>
    History,
}
