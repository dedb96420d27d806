namespace Reprise.Core.Mapping;

/// <summary>Codes of reasons: why a value was changed or a row held back. Part of the ledger format; never renamed.</summary>
public static class Reasons
{
    /// <summary><c>0000-00-00</c>.</summary>
    public const string ZeroDate = "zero_date";

    /// <summary>Month or day 0.</summary>
    public const string PartialDate = "partial_date";

    /// <summary>Value outside the target's range.</summary>
    public const string OutOfRange = "out_of_range";

    /// <summary>Bytes that are no text.</summary>
    public const string InvalidText = "invalid_text";

    /// <summary>U+0000 in text, which PostgreSQL cannot hold: removed.</summary>
    public const string NulInText = "nul_in_text";

    /// <summary>A key that a JSON object has more than once, of which jsonb keeps the last value.</summary>
    public const string RepeatedJsonKey = "repeated_json_key";

    /// <summary>Local time that the source's zone skips, at the beginning of summer time: moved forward by what it skips.</summary>
    public const string DstGap = "dst_gap";

    /// <summary>Local time that the source's zone has twice, at the end of summer time: taken for the first of them.</summary>
    public const string DstOverlap = "dst_overlap";

    /// <summary>Text longer than the target column.</summary>
    public const string TooLong = "too_long";

    /// <summary>Null (or what became null) where the target wants a value.</summary>
    public const string NotNull = "not_null";

    /// <summary>A value with no form in the target's type.</summary>
    public const string NotConvertible = "not_convertible";

    /// <summary>Fraction of a second or of a number cut to what the target keeps.</summary>
    public const string Truncated = "truncated";

    /// <summary>White space only, made null by the plan.</summary>
    public const string BlankAsNull = "blank_as_null";

    /// <summary>The plan's <c>otherwise</c> value was used.</summary>
    public const string Otherwise = "otherwise";

    /// <summary>The empty label of a MySQL ENUM (index 0), made null.</summary>
    public const string BlankEnum = "blank_enum";

    /// <summary>A label that the target's enum does not have.</summary>
    public const string UnknownLabel = "unknown_label";

    /// <summary>A text that the plan's map puts in the place of another. The plan says which, so keys are not kept.</summary>
    public const string Map = "map";

    /// <summary>A text that the plan's map makes null.</summary>
    public const string MapToNull = "map_to_null";

    /// <summary>A text that is not in the plan's map.</summary>
    public const string UnknownValue = "unknown_value";

    private const string InvalidPrefix = "invalid_";

    /// <summary>A value that a normaliser refuses, such as <c>invalid_siret</c>. A value that it changes is counted under the normaliser's own name.</summary>
    /// <param name="normaliser">Name from <see cref="Normalising.NormaliserNames"/>.</param>
    public static string Invalid(string normaliser) => InvalidPrefix + normaliser;

    /// <summary>The normaliser that refuses values with this reason; null for other reasons.</summary>
    public static string? RefusedBy(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return reason.StartsWith(InvalidPrefix, StringComparison.Ordinal) && reason != InvalidText ? reason[InvalidPrefix.Length..] : null;
    }

    /// <summary>The row referred to was not in the source, or is itself in quarantine.</summary>
    public const string MissingParent = "missing_parent";

    /// <summary>The source takes the reference for several rows that are spelled alike, and none is spelled as it is.</summary>
    public const string AmbiguousParent = "ambiguous_parent";

    /// <summary>No record of the target has the natural key that was looked up.</summary>
    public const string MissingRecord = "missing_record";

    /// <summary>Several records of the target have the natural key that was looked up.</summary>
    public const string Ambiguous = "ambiguous";

    /// <summary>The table that the plan joins has no row for this one.</summary>
    public const string MissingRow = "missing_row";

    /// <summary>The table of attributes has one of them several times for the row.</summary>
    public const string RepeatedAttribute = "repeated_attribute";

    /// <summary>The plan's SQL expression cannot be evaluated for the row.</summary>
    public const string ExpressionFailed = "expression_failed";

    /// <summary>A reference that found its parent only because the source ignores case, accents or spaces at the end: it leads to that parent, and with <c>replicate</c> has its spelling now.</summary>
    public const string ReferenceRespelled = "reference_respelled";

    /// <summary>Rows of a replicated table that break a declared foreign key: it was created NOT VALID.</summary>
    public const string OrphanForeignKey = "orphan_foreign_key";

    /// <summary>Rows of a replicated table whose key is longer than an index of PostgreSQL takes: it is built over digests, and a foreign key to it is not created.</summary>
    public const string KeyTooLong = "key_too_long";

    /// <summary>Another row has the same value under a unique index of the target.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>The source key is null or appears twice.</summary>
    public const string DuplicateKey = "duplicate_key";

    /// <summary>A CHECK constraint of the target refuses the row.</summary>
    public const string CheckViolation = "check_violation";

    /// <summary>The application changed the record since Reprise last wrote it.</summary>
    public const string ChangedInTarget = "changed_in_target";
}
