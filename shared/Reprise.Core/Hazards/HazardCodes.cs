using Reprise.Core.Mapping;

namespace Reprise.Core.Hazards;

/// <summary>Codes of hazards. Part of the document format; never renamed. What mapping would change or refuse has the codes of <see cref="Reasons"/>.</summary>
public static class HazardCodes
{
    /// <summary>A tinyint(1) with other values than 0 and 1.</summary>
    public const string NotBoolean = "not_boolean";

    /// <summary>Rows that break a declared foreign key.</summary>
    public const string Orphan = "orphan";

    /// <summary>Rows that would break a foreign key which names and types suggest and nobody declared.</summary>
    public const string LikelyOrphan = "likely_orphan";

    /// <summary>References that find their parent only because the collation ignores case, accents or spaces at the end.</summary>
    public const string ReferenceByCollation = "reference_by_collation";

    /// <summary>Values of an indexed text column that are one value to the collation and several to PostgreSQL.</summary>
    public const string EqualByCollation = "equal_by_collation";

    /// <summary>Text whose UTF-8 was read as cp1252 once: <c>Ã©</c> for <c>é</c>.</summary>
    public const string MojibakeOnce = "mojibake_once";

    /// <summary>The same twice or more.</summary>
    public const string MojibakeTwice = "mojibake_twice";

    /// <summary>A table without a key.</summary>
    public const string NoKey = "no_key";

    /// <summary>A table whose engine has no transactions (MyISAM, Aria).</summary>
    public const string NotTransactional = "not_transactional";

    /// <summary>A collation whose rules are not known here.</summary>
    public const string UnknownCollation = "unknown_collation";

}
