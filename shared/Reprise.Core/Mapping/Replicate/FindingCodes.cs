namespace Reprise.Core.Mapping.Replicate;

/// <summary>Codes of findings about a replicated database. Part of the report format; never renamed.</summary>
public static class FindingCodes
{
    /// <summary>A view, routine, trigger or event: listed, not copied.</summary>
    public const string NotCarried = "not_carried";

    /// <summary>A type that the entity's configuration chose.</summary>
    public const string TypeChosen = "type_chosen";

    /// <summary>A text column whose values are all UUIDs.</summary>
    public const string TextAsUuid = "text_as_uuid";

    /// <summary>A default that has no safe counterpart.</summary>
    public const string DefaultNotCarried = "default_not_carried";

    /// <summary>A default of <c>0000-00-00</c>, dropped.</summary>
    public const string ZeroDateDefault = "zero_date_default";

    /// <summary>Rows with a zero or partial date where null is not allowed go to quarantine.</summary>
    public const string ZeroDatesQuarantined = "zero_dates_quarantined";

    /// <summary>Zero or partial dates where null is not allowed become what configuration says.</summary>
    public const string ZeroDatesReplaced = "zero_dates_replaced";

    /// <summary>A generated column, carried as an ordinary one with its values.</summary>
    public const string GeneratedColumn = "generated_column";

    /// <summary>An invisible column, carried as an ordinary one.</summary>
    public const string InvisibleColumn = "invisible_column";

    /// <summary>ON UPDATE CURRENT_TIMESTAMP, which PostgreSQL has not.</summary>
    public const string OnUpdateNotCarried = "on_update_not_carried";

    /// <summary>A ZEROFILL integer, carried as an integer: its leading zeros were display.</summary>
    public const string ZeroFill = "zero_fill";

    /// <summary>A tinyint(1) whose values are not only 0 and 1.</summary>
    public const string TinyintNotBoolean = "tinyint_not_boolean";

    /// <summary>A bigint unsigned whose values exceed bigint.</summary>
    public const string BigintAsNumeric = "bigint_as_numeric";

    /// <summary>A spatial value, carried as well-known text.</summary>
    public const string GeometryAsText = "geometry_as_text";

    /// <summary>A spatial value, carried as the bytes that MySQL stores, because configuration chose that.</summary>
    public const string GeometryAsBytes = "geometry_as_bytes";

    /// <summary>A vector, carried as the bytes that MySQL stores.</summary>
    public const string VectorAsBytes = "vector_as_bytes";

    /// <summary>A type carried as text for want of a better form.</summary>
    public const string TypeAsText = "type_as_text";

    /// <summary>A name that is too long for PostgreSQL or taken already.</summary>
    public const string Renamed = "renamed";

    /// <summary>An index that has no counterpart.</summary>
    public const string IndexNotCarried = "index_not_carried";

    /// <summary>A unique index that was compared without case or accents, and now is not.</summary>
    public const string CaseInsensitiveUnique = "case_insensitive_unique";

    /// <summary>A CHECK constraint that cannot be translated with the same meaning.</summary>
    public const string CheckNotCarried = "check_not_carried";

    /// <summary>A foreign key that PostgreSQL cannot have.</summary>
    public const string ForeignKeyNotCarried = "foreign_key_not_carried";

    /// <summary>A foreign key that is carried with another action.</summary>
    public const string ForeignKeyChanged = "foreign_key_changed";

    /// <summary>A foreign key that was compared without case or accents, and now is not.</summary>
    public const string CaseInsensitiveReference = "case_insensitive_reference";

    /// <summary>AUTO_INCREMENT on a type that cannot be an identity.</summary>
    public const string IdentityNotCarried = "identity_not_carried";

    /// <summary>A table without a key: its rows are known by their place in the snapshot.</summary>
    public const string NoKey = "no_key";

    /// <summary>A table whose engine has no transactions.</summary>
    public const string NotTransactional = "not_transactional";

    /// <summary>Partitions, carried as one table.</summary>
    public const string PartitionsNotCarried = "partitions_not_carried";

    /// <summary>System versioning: current rows are carried, history is not.</summary>
    public const string HistoryNotCarried = "history_not_carried";
}
