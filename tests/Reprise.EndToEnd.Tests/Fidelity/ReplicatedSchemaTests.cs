using System.Net;
using System.Text.Json.Nodes;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary>What a replica's tables have beside rows: indexes, comments, checks and defaults, as PostgreSQL's own catalog says; and that the report lists what did not come along.</summary>
public sealed class ReplicatedSchemaTests
{
    [Theory]
    [InlineData(SourceServer.MariaDb, TargetServer.Postgres15)]
    [InlineData(SourceServer.MariaDb11, TargetServer.Postgres18)]
    [InlineData(SourceServer.MySql, TargetServer.Postgres18)]
    public async Task Indexes_arrive_whole_by_prefix_and_descending_and_others_are_listed(SourceServer from, TargetServer to)
    {
        await using var replica = await Replica.OfAsync(
            from,
            to,
            "CREATE TABLE article (id int PRIMARY KEY, code varchar(20), titre varchar(200), corps text, image blob, prix decimal(10,2), "
                + "UNIQUE KEY un_code (code), KEY titre_debut (titre(10)), KEY image_debut (image(16)), KEY prix_desc (prix DESC, id), KEY ensemble (titre, prix), FULLTEXT KEY corps_mots (corps))",
            "INSERT INTO article VALUES (1, 'A', 'Été', 'mots', 0x00FF, 1.50), (2, 'B', NULL, NULL, NULL, NULL)");

        Assert.Equal(
            [
                "CREATE INDEX article_ensemble ON sample.article USING btree (titre, prix)",
                "CREATE INDEX article_image_debut ON sample.article USING btree (SUBSTRING(image FROM 1 FOR 16))",
                "CREATE INDEX article_prix_desc ON sample.article USING btree (prix DESC, id)",
                "CREATE INDEX article_titre_debut ON sample.article USING btree (\"left\"((titre)::text, 10))",
                "CREATE UNIQUE INDEX article_pkey ON sample.article USING btree (id)",
                "CREATE UNIQUE INDEX article_un_code ON sample.article USING btree (code)",
            ],
            await replica.ReadAsync("SELECT indexdef AS i FROM pg_catalog.pg_indexes WHERE schemaname = 'sample'", "i"));
        await replica.AssertReportedAsync(
            "case_insensitive_unique article.: The unique index 'un_code' tells values apart that MySQL took for equal: those that differ only by case, accents or spaces at the end.",
            "index_not_carried article.: The FULLTEXT index 'corps_mots' is not carried.");
    }

    [Fact]
    public async Task An_index_of_an_expression_arrives_where_it_means_the_same_and_is_listed_where_it_does_not()
    {
        await using var replica = await Replica.OfAsync(
            SourceServer.MySql,
            TargetServer.Postgres18,
            "CREATE TABLE article (id int PRIMARY KEY, titre varchar(200), prix decimal(10,2), KEY titre_bas ((lower(titre))), KEY double_prix ((prix * 2)))",
            "INSERT INTO article VALUES (1, 'Été', 1.50)");

        Assert.Equal(
            ["CREATE INDEX article_titre_bas ON sample.article USING btree (lower((titre)::text))", "CREATE UNIQUE INDEX article_pkey ON sample.article USING btree (id)"],
            await replica.ReadAsync("SELECT indexdef AS i FROM pg_catalog.pg_indexes WHERE schemaname = 'sample'", "i"));
        await replica.AssertReportedAsync("index_not_carried article.: The index 'double_prix' is not carried: PostgreSQL cannot index one of its parts in the same way.");
    }

    [Theory]
    [InlineData(SourceServer.MariaDb, TargetServer.Postgres15)]
    [InlineData(SourceServer.MySql, TargetServer.Postgres18)]
    public async Task Comments_of_tables_and_columns_arrive(SourceServer from, TargetServer to)
    {
        await using var replica = await Replica.OfAsync(
            from,
            to,
            "CREATE TABLE article (id int PRIMARY KEY COMMENT 'Clé, l''ancienne', titre varchar(9) COMMENT 'Titre \\\\ \"court\" ☃', muet int) COMMENT 'Articles d''autrefois'",
            "CREATE TABLE muette (id int PRIMARY KEY)");

        Assert.Equal(
            ["article. Articles d'autrefois", "article.id Clé, l'ancienne", "article.titre Titre \\ \"court\" ☃"],
            await replica.ReadAsync(
                """
                SELECT c.relname || '.' || coalesce(a.attname, '') || ' ' || d.description AS t
                FROM pg_catalog.pg_description AS d
                JOIN pg_catalog.pg_class AS c ON c.oid = d.objoid AND d.classoid = 'pg_catalog.pg_class'::regclass
                LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = d.objsubid AND d.objsubid > 0
                WHERE c.relnamespace = 'sample'::regnamespace
                """,
                "t"));
        await replica.AssertReportedAsync();
    }

    [Theory]
    [InlineData(SourceServer.MariaDb, TargetServer.Postgres15)]
    [InlineData(SourceServer.MySql, TargetServer.Postgres18)]
    public async Task Checks_that_mean_the_same_arrive_and_others_are_listed(SourceServer from, TargetServer to)
    {
        await using var replica = await Replica.OfAsync(
            from,
            to,
            "CREATE TABLE article (id int PRIMARY KEY, code varchar(20), prix decimal(10,2), quantite int, etat enum('oui','non'), vu date, "
                + "CONSTRAINT prix_positif CHECK (prix >= 0), CONSTRAINT quantite_bornes CHECK (quantite IS NULL OR quantite BETWEEN -10 AND 10), "
                + "CONSTRAINT code_court CHECK (char_length(code) < 15), CONSTRAINT vu_tard CHECK (vu > '2000-01-01'))",
            "INSERT INTO article VALUES (1, 'A', 0, -10, 'oui', '2024-01-01'), (2, NULL, NULL, NULL, NULL, NULL)");

        Assert.Equal(
            [
                "article_etat_check CHECK ((etat = ANY (ARRAY['oui'::text, 'non'::text]))) true",
                "prix_positif CHECK ((prix >= (0)::numeric)) true",
                "quantite_bornes CHECK (((quantite IS NULL) OR ((quantite >= '-10'::integer) AND (quantite <= 10)))) true",
                "vu_tard CHECK ((vu > '2000-01-01'::date)) true",
            ],
            await replica.ReadAsync(Checks, "t"));
        await replica.AssertReportedAsync("check_not_carried article.: The CHECK constraint 'code_court' is not carried: its condition is not sure to mean the same.");
    }

    [Fact]
    public async Task A_check_that_MySQL_does_not_enforce_is_listed_and_stops_no_row()
    {
        await using var replica = await Replica.OfAsync(
            SourceServer.MySql,
            TargetServer.Postgres18,
            "CREATE TABLE article (id int PRIMARY KEY, prix decimal(10,2), CONSTRAINT prix_positif CHECK (prix >= 0) NOT ENFORCED)",
            "INSERT INTO article VALUES (1, -1)");

        Assert.Empty(await replica.ReadAsync(Checks, "t"));
        Assert.Equal(["1 -1.00"], await replica.ReadAsync("SELECT id || ' ' || prix AS r FROM sample.article", "r"));
        await replica.AssertReportedAsync("check_not_carried article.: The CHECK constraint 'prix_positif' is not carried: the source does not enforce it.");
    }

    [Theory]
    [InlineData(SourceServer.MariaDb, TargetServer.Postgres15)]
    [InlineData(SourceServer.MariaDb11, TargetServer.Postgres18)]
    public async Task A_check_that_rows_of_the_source_break_holds_for_new_rows_and_the_old_ones_are_counted(SourceServer from, TargetServer to)
    {
        await using var replica = await Replica.OfAsync(
            from,
            to,
            "CREATE TABLE article (id int PRIMARY KEY, prix decimal(10,2), quantite int, CONSTRAINT prix_positif CHECK (prix >= 0), CONSTRAINT quantite_bornes CHECK (quantite < 10))",
            "SET check_constraint_checks = 0",
            "INSERT INTO article VALUES (1, 5, 1), (2, -1, 2), (3, -2.50, 3), (4, NULL, NULL)");

        Assert.Equal(["prix_positif CHECK ((prix >= (0)::numeric)) NOT VALID false", "quantite_bornes CHECK ((quantite < 10)) true"], await replica.ReadAsync(Checks, "t"));
        Assert.Equal(4, (await replica.ReadAsync("SELECT id::text AS i FROM sample.article", "i")).Count);
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => replica.Target.ExecuteAsync("INSERT INTO sample.article VALUES (5, -1, 1)"));
        Assert.Equal("prix_positif", refused.ConstraintName);
        var losses = (await replica.Folder.Reprise.RunAsync("losses", replica.Run, "--unseal-as", "dpo", "--json")).Expect(0).Json["coercions"]!.AsArray();
        var broken = Assert.Single(losses)!;
        Assert.Equal("article prix_positif check_violation 2", $"{broken["table"]} {broken["column"]} {broken["rule"]} {broken["count"]}");
        Assert.Equal(["2", "3"], broken["keys"]!.AsArray().Select(key => (string)key!).Order(StringComparer.Ordinal));
        var report = await replica.ReportAsync();
        Assert.Equal("prix_positif check_violation 2", string.Join(' ', report.Json["coercions"]!.AsArray().Select(entry => $"{entry!["coercion"]!["column"]} {entry["coercion"]!["rule"]} {entry["coercion"]!["count"]}")));
        Assert.Contains("<td>prix_positif</td>", report.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SourceServer.MariaDb, TargetServer.Postgres15)]
    [InlineData(SourceServer.MariaDb11, TargetServer.Postgres18)]
    [InlineData(SourceServer.MySql, TargetServer.Postgres18)]
    public async Task Defaults_arrive_as_literals_and_expressions_and_others_are_listed(SourceServer from, TargetServer to)
    {
        await using var replica = await Replica.OfAsync(
            from,
            to,
            """
            CREATE TABLE article (
                id int AUTO_INCREMENT PRIMARY KEY, sans int, nul int DEFAULT NULL, code varchar(20) NOT NULL DEFAULT 'N''A\\', vide varchar(5) DEFAULT '', prix decimal(10,2) NOT NULL DEFAULT 1.50,
                quantite int DEFAULT -3, actif tinyint(1) NOT NULL DEFAULT 1, drapeaux bit(4) DEFAULT b'101', vue date DEFAULT '2024-01-02', zero date NOT NULL DEFAULT '0000-00-00',
                creee datetime DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, fine datetime(3) DEFAULT CURRENT_TIMESTAMP(3), marque timestamp NOT NULL DEFAULT '2024-01-02 03:04:05',
                octets binary(4) DEFAULT 'ab', couleurs set('a','b') DEFAULT 'a,b', etat enum('oui','non') DEFAULT 'non', jeton varchar(40) DEFAULT (uuid()), calcul int DEFAULT (1 + 2), texte text DEFAULT ('long'))
            """,
            "INSERT INTO article (zero) VALUES ('2024-01-01')",
            "INSERT INTO article (zero, actif) VALUES ('2024-01-01', 0)");

        Assert.Equal(
            [
                "actif true", "code 'N''A\\'::character varying", "couleurs ARRAY['a'::text, 'b'::text]", "creee CURRENT_TIMESTAMP(0)", "drapeaux '0101'::\"bit\"", "etat 'non'::text", "fine CURRENT_TIMESTAMP(3)",
                "jeton (gen_random_uuid())::text", "marque '2024-01-02 03:04:05+00'::timestamp with time zone", "octets '\\x61620000'::bytea", "prix 1.50", "quantite '-3'::integer", "texte 'long'::text", "vide ''::character varying",
                "vue '2024-01-02'::date",
            ],
            await replica.ReadAsync(
                """
                SELECT a.attname || ' ' || pg_get_expr(d.adbin, d.adrelid) AS t
                FROM pg_catalog.pg_attrdef AS d JOIN pg_catalog.pg_attribute AS a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
                WHERE d.adrelid = 'sample.article'::regclass
                """,
                "t"));
        await replica.AssertReportedAsync(
            "default_not_carried article.calcul: The default has no counterpart that is sure to mean the same: the column has none.",
            "on_update_not_carried article.creee: ON UPDATE CURRENT_TIMESTAMP is not carried: the application has to set the column.",
            "zero_date_default article.zero: The default is a zero date, which PostgreSQL has not: the column has none.");
    }

    private const string Checks = "SELECT conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated AS t FROM pg_catalog.pg_constraint WHERE contype = 'c' AND connamespace = 'sample'::regnamespace";

    /// <summary>A source, replicated.</summary>
    private sealed class Replica(SampleDatabase sample, TargetDatabase target, ConfigurationFolder folder) : IAsyncDisposable
    {
        public TargetDatabase Target => target;

        public ConfigurationFolder Folder => folder;

        public string Run { get; private set; } = string.Empty;

        public static async Task<Replica> OfAsync(SourceServer from, TargetServer to, params string[] script)
        {
            var sample = await SampleDatabase.CreateAsync(script, from);
            var target = await TargetDatabase.CreateAsync(to);
            var replica = new Replica(sample, target, ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate"));
            replica.Run = (string)(await replica.Folder.Reprise.RunAsync("run", "sample", "--json")).Expect(0).Json["run"]!;
            return replica;
        }

        /// <summary>Values of a column of text.</summary>
        public async Task<IReadOnlyList<string>> ReadAsync(string sql, string column)
        {
            await using var application = new Npgsql.NpgsqlConnection(target.AsAdministrator);
            await application.OpenAsync(TestContext.Current.CancellationToken);
            return [.. (await CellReader.ReadAsync(application, sql)).Select(row => row[(column.Length + 1)..])];
        }

        /// <summary>The run's report as it stands in the ledger's words.</summary>
        public async Task<(JsonNode Json, string Html)> ReportAsync()
        {
            (await folder.Reprise.RunAsync("report", Run, "--output", folder.Path)).Expect(0);
            return (JsonNode.Parse(await ContentAsync("report.json"))!, WebUtility.HtmlDecode(await ContentAsync("report.html")));
        }

        /// <summary>The findings are these, all of them, in both documents.</summary>
        public async Task AssertReportedAsync(params string[] findings)
        {
            var report = await ReportAsync();
            Assert.Equal(
                findings.Order(StringComparer.Ordinal),
                report.Json["plan"]!["findings"]!.AsArray().Select(finding => $"{finding!["code"]} {finding["table"]}.{finding["column"]}: {finding["message"]}").Order(StringComparer.Ordinal));
            Assert.All(findings, finding => Assert.Contains(finding[(finding.IndexOf(": ", StringComparison.Ordinal) + 2)..], report.Html, StringComparison.Ordinal));
        }

        public async ValueTask DisposeAsync()
        {
            folder.Dispose();
            await target.DisposeAsync();
            await sample.DisposeAsync();
        }

        private async Task<string> ContentAsync(string name) =>
            await File.ReadAllTextAsync(Directory.EnumerateFiles(folder.Path, name, SearchOption.AllDirectories).Single(), TestContext.Current.CancellationToken);
    }
}
