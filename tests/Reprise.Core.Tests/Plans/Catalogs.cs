using Reprise.Core.Catalogs;
using Reprise.Core.Plans;

namespace Reprise.Core.Tests.Plans;

/// <summary>A plan and the two catalogs it fits, until a test changes one of them.</summary>
internal static class Catalogs
{
    public static SourceTable Societe { get; } = Source("llx_societe", ["rowid"], Int("rowid"), Text("nom"), Text("siret"), Date("datec"), Int("parent"), Blob("logo"));

    public static SourceTable Socpeople { get; } = Source("llx_socpeople", ["rowid"], Int("rowid"), Text("lastname"), Int("fk_soc"));

    public static SourceCatalog SourceSide { get; } = new("MariaDB 10.11.6", "dolibarr", [Societe, Socpeople, Source("llx_const", ["rowid"], Int("rowid"))], [], []);

    public static TargetTable Organisation { get; } = new(
        new TableName("public", "organisation"),
        [
            Column("id", PgKind.Uuid),
            Column("name", PgKind.Varchar) with { Type = new PgType(PgKind.Varchar, Length: 255) },
            Column("siret", PgKind.Varchar) with { IsNullable = true },
            Column("origin", PgKind.Varchar),
            Column("created_at", PgKind.Timestamp),
            Column("active", PgKind.Boolean) with { HasDefault = true },
            Column("search", PgKind.Text) with { IsGenerated = true },
            Column("parent_id", PgKind.Uuid) with { IsNullable = true },
        ],
        ["id"],
        [new TargetForeignKey("fk_parent", ["parent_id"], new TableName("public", "organisation"), ["id"])],
        [new TargetUniqueIndex("organisation_pkey", ["id"], null, false)],
        []);

    public static TargetTable Contact { get; } = new(
        new TableName("public", "contact"),
        [
            Column("id", PgKind.Int4) with { Sequence = new TableName("public", "contact_id_seq") },
            Column("last_name", PgKind.Text),
            Column("organisation_id", PgKind.Uuid),
        ],
        ["id"],
        [new TargetForeignKey("fk_organisation", ["organisation_id"], new TableName("public", "organisation"), ["id"])],
        [new TargetUniqueIndex("contact_pkey", ["id"], null, false)],
        []);

    public static TargetCatalog TargetSide { get; } = new("PostgreSQL 15.6", [Organisation, Contact]);

    public static TablePlan OrganisationPlan { get; } = new()
    {
        Name = "organisation",
        From = "llx_societe",
        To = new TableName("public", "organisation"),
        Id = new IdRule("id", IdStrategy.Uuid),
        Columns =
        [
            new SourceColumnRule("name", "nom", false, null, 11),
            new SourceColumnRule("siret", "siret", true, null, 12),
            new EntityRule("origin", EntityProperty.Code, 13),
            new SourceColumnRule("created_at", "datec", false, "2000-01-01 00:00:00", 14),
            new ReferenceRule("parent_id", "organisation", ["parent"], MissingParent.Null, 15),
        ],
        Line = 10,
    };

    public static TablePlan ContactPlan { get; } = new()
    {
        Name = "contact",
        From = "llx_socpeople",
        To = new TableName("public", "contact"),
        Key = ["rowid"],
        Id = new IdRule("id", IdStrategy.Identity),
        Columns =
        [
            new SourceColumnRule("last_name", "lastname", false, null, 21),
            new ReferenceRule("organisation_id", "organisation", ["fk_soc"], MissingParent.Quarantine, 22),
        ],
        Line = 20,
    };

    public static Plan Plan { get; } = new()
    {
        Name = "dolibarr",
        Fingerprint = "f",
        File = "plans/dolibarr/plan.yaml",
        Tables = [OrganisationPlan, ContactPlan],
        Ignored = ["llx_const"],
    };

    public static SourceTable Source(string name, IReadOnlyList<string> key, params SourceColumn[] columns) =>
        new(name, "InnoDB", true, 1000, 16384, string.Empty, null, columns, key, [], [], []);

    public static SourceColumn Int(string name) => new() { Name = name, DataType = "int", DeclaredType = "int(11)" };

    public static SourceColumn Text(string name) => new() { Name = name, DataType = "varchar", DeclaredType = "varchar(128)" };

    private static SourceColumn Date(string name) => new() { Name = name, DataType = "datetime", DeclaredType = "datetime" };

    private static SourceColumn Blob(string name) => new() { Name = name, DataType = "blob", DeclaredType = "blob" };

    public static TargetColumn Column(string name, PgKind kind) => new(name, new PgType(kind), false, false, false, false, null);
}
