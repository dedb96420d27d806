namespace Reprise.Core.Quality;

/// <summary>What a declared gate measures of one table plan. Shares are percent; a share of nothing has no value and passes.</summary>
public enum GateMeasure
{
    /// <summary>Records whose columns are all filled; text of nothing but white space is not.</summary>
    Completeness,

    /// <summary>Of the records whose column is filled, those whose value passes the test.</summary>
    Validity,

    /// <summary>Of the records whose columns are all filled, those that no other record of the run shares its values with.</summary>
    Uniqueness,

    /// <summary>Of the staged rows that refer to a parent, those whose parent was found, held back or not.</summary>
    Referential,

    /// <summary>Records for which an SQL expression over the target's columns does not say false; null is no contradiction, as in a CHECK constraint.</summary>
    Consistency,

    /// <summary>Largest difference, over the groups, between the sum in the source without what was held back and the sum that is published.</summary>
    Sum,

    /// <summary>Rows merged into another record, of the rows read.</summary>
    Duplicates,

    /// <summary>Pairs of possible duplicates that were left to a person and that nobody has decided: a number, not a share.</summary>
    Review,

    /// <summary>Rows published, unchanged or merged, of the rows read.</summary>
    Reconciliation,
}
