using System.Text.RegularExpressions;

namespace Reprise.Core.Configuration.Loading;

/// <summary>Forms of the names that configuration gives.</summary>
internal static partial class Names
{
    public const string SimpleForm = "Write 1 to 40 lower-case letters, digits, hyphens and underscores, a letter first.";

    public const string SchemaForm = "Write 1 to 48 lower-case letters, digits and underscores.";

    public const string ContainerForm = "Azure Storage wants 3 to 63 lower-case letters, digits and single hyphens, none of them first or last.";

    /// <summary>Plans, table plans and lots: they become parts of file names, staging table names and addresses.</summary>
    public static bool IsSimple(string name) => Simple().IsMatch(name);

    /// <summary>Schemas that replicate fills; 15 bytes short of PostgreSQL's 63, for the name its predecessor is kept under.</summary>
    public static bool IsSchema(string name) => Schema().IsMatch(name);

    /// <summary>https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata</summary>
    public static bool IsContainer(string name) => name.Length is >= 3 and <= 63 && Container().IsMatch(name);

    /// <summary>True for schemas of PostgreSQL and of Reprise itself.</summary>
    public static bool IsSystemSchema(string schema) =>
        schema is "information_schema" or "reprise"
        || schema.StartsWith("pg_", StringComparison.Ordinal)
        || schema.StartsWith("reprise_stage", StringComparison.Ordinal);

    /// <summary>True for schemas that a copy of a source may become.</summary>
    public static bool IsReplaceable(string schema) => IsSchema(schema) && schema != "public" && !IsSystemSchema(schema);

    /// <summary>True for tables that Doctrine and Symfony keep for themselves; filling them breaks migrations or sends messages.</summary>
    public static bool IsFrameworkTable(string table) => table is "doctrine_migration_versions" or "messenger_messages";

    [GeneratedRegex("^[a-z][a-z0-9_-]{0,39}\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Simple();

    [GeneratedRegex("^[a-z0-9_]{1,48}\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Schema();

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Container();
}
