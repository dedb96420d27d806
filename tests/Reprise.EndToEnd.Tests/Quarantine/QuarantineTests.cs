using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using MiniExcelLibs;

namespace Reprise.EndToEnd.Tests.Quarantine;

/// <summary>Rows held back are listed, exported, corrected in the file or by a rule, and taken to the target by the normal path.</summary>
public sealed class QuarantineTests
{
    private const string People = "SELECT concat_ws('|', name, postcode, note, born, dues, (SELECT name FROM club WHERE id = club_id)) FROM person ORDER BY name COLLATE \"C\"";

    [Fact]
    public async Task Rows_corrected_in_a_spreadsheet_arrive_and_stay_corrected()
    {
        await using var association = await Association.CreateAsync();
        var run = await association.RunAsync("run", "asso");
        Assert.Equal("held 6, fixed 0, dismissed 0, reinjected 0", await association.StatesAsync("asso"));
        Assert.Equal(
            ["club active not_convertible 1", "club postcode too_long 1", "person born zero_date 1", "person club_id missing_parent 3"],
            await GroupsAsync(association));

        var exported = (await association.Reprise.RunAsync("quarantine", "export", "asso", "--to", association.File("rejets.csv"), "--by", "dpo", "--json")).Expect(0);

        Assert.Equal((6, 2), ((int)exported.Json["rows"]!, exported.Json["files"]!.AsArray().Count));
        Assert.Contains("personal data", exported.Error, StringComparison.Ordinal);
        var (clubs, people) = (association.File("rejets.club.csv"), association.File("rejets.person.csv"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(people));
        }

        Assert.Equal(["dpo 6 rows held back, in clear, to rejets.csv"], await association.QueryAsync("SELECT actor || ' ' || detail FROM reprise.audit WHERE action = 'export_quarantine'"));
        Edit(clubs, ("'01000 CEDEX", "01000"), (";Canoë;\\N;2", ";Canoë;\\N;1"));
        Edit(people, (";'01000;99;", ";'01000;3;"), ("'0000-00-00", "31/12/1990"));
        Decide(people, "Ana Blanc", "écarter", "a quitté l'association");

        var imported = (await association.Reprise.RunAsync("quarantine", "import", clubs, people, "--by", "marie", "--json")).Expect(0).Json;

        Assert.Equal((4, 1, 0, 1), ((int)imported["corrected"]!, (int)imported["dismissed"]!, (int)imported["withdrawn"]!, (int)imported["untouched"]!));
        Assert.Equal("held 1, fixed 4, dismissed 1, reinjected 0", await association.StatesAsync(run));
        var rehearsal = await association.RunAsync("quarantine", "reinject", "asso", "--rehearsal");
        Assert.Equal("held 0, fixed 0, dismissed 0, reinjected 0", await association.StatesAsync(rehearsal));
        Assert.Equal("held 1, fixed 4, dismissed 1, reinjected 0", await association.StatesAsync(run));

        var second = (await association.Reprise.RunAsync("quarantine", "reinject", "asso", "--json")).Expect(0).Json;

        Assert.Equal((8, 5, 2, 0, 1), Figures(second));
        Assert.Equal("held 0, fixed 0, dismissed 0, reinjected 0", await association.StatesAsync("asso"));
        Assert.Equal("held 0, fixed 0, dismissed 1, reinjected 5", await association.StatesAsync(run));
        Assert.Equal(
            ["=cmd|calc|01000|ligne 1\nligne 2; \"é\"|1980-01-02|-3.00|Canoë", "Jean Martin|voir|1975-12-31|0.00|Étoile", "Léa Petit|||1990-12-31|Les Alouettes", "Zoé Durand|01000|1980-01-02|12.50|Les Alouettes"],
            await association.QueryAsync(People));
        Assert.Equal([(string)second["run"]!], await association.QueryAsync($"SELECT DISTINCT reinjected_by FROM reprise.quarantine WHERE run = '{run}' AND reinjected_by IS NOT NULL"));

        var third = (await association.Reprise.RunAsync("run", "asso", "--json")).Expect(0).Json;

        Assert.Equal((8, 0, 7, 0, 1), Figures(third));
        var verified = (await association.Reprise.RunAsync("verify", "asso", "--json")).Expect(0).Json;
        Assert.Equal(0, (int)verified["differences"]!);
        Assert.Equal(7, verified["tables"]!.AsArray().Sum(table => (int)table!["records"]!));
    }

    [Fact]
    public async Task A_workbook_saved_by_another_program_is_read_and_its_zeros_survive()
    {
        await using var association = await Association.CreateAsync();
        await association.RunAsync("run", "asso", "--mode", "rehearsal");
        var book = association.File("rejets.xlsx");
        (await association.Reprise.RunAsync("quarantine", "export", "asso", "--to", book)).Expect(0);

        var saved = association.File("rendu.xlsx");
        var sheets = MiniExcel.GetSheetNames(book).ToDictionary(name => name, name => (object)MiniExcel.Query(book, useHeaderRow: true, sheetName: name).Cast<IDictionary<string, object?>>().Select(row =>
        {
            var copy = row.ToDictionary(StringComparer.Ordinal);
            if ((string?)copy["nom"] == "Étoile")
            {
                copy["cp"] = "01000";
            }
            else if ((string?)copy["nom"] == "Léa Petit")
            {
                copy["ne_le"] = new DateTime(1990, 12, 31, 0, 0, 0, DateTimeKind.Unspecified);
                copy["cotisation"] = 12.5;
            }

            return copy;
        }).ToList());
        await MiniExcel.SaveAsAsync(saved, sheets, cancellationToken: TestContext.Current.CancellationToken);

        var imported = (await association.Reprise.RunAsync("quarantine", "import", saved, "--json")).Expect(0).Json;
        await association.RunAsync("quarantine", "reinject", "asso");

        Assert.Equal((2, 4), ((int)imported["corrected"]!, (int)imported["untouched"]!));
        Assert.Equal(["01000"], await association.QueryAsync("SELECT postcode FROM club WHERE name = 'Étoile'"));
        Assert.Equal(["Jean Martin|voir|1975-12-31|0.00|Étoile", "Léa Petit|||1990-12-31|12.50|Les Alouettes", "Zoé Durand|01000|1980-01-02|12.50|Les Alouettes"], await association.QueryAsync(People));
        Assert.Equal("held 3, fixed 0, dismissed 0, reinjected 0", await association.StatesAsync("asso"));
    }

    [Fact]
    public async Task A_rule_puts_rows_right_without_a_file()
    {
        await using var association = await Association.CreateAsync();
        var run = await association.RunAsync("run", "asso");
        association.ChangePlan("active: actif", "active: { from: actif, otherwise: \"true\" }");

        var second = await association.RunAsync("quarantine", "reinject", "asso");

        Assert.Equal("held 5, fixed 0, dismissed 0, reinjected 1", await association.StatesAsync(run));
        Assert.Equal([second], await association.QueryAsync($"SELECT reinjected_by FROM reprise.quarantine WHERE run = '{run}' AND reinjected_by IS NOT NULL"));
        Assert.Equal(["true"], await association.QueryAsync("SELECT active::text FROM club WHERE name = 'Canoë'"));
    }

    [Fact]
    public async Task A_row_that_the_source_changed_meanwhile_follows_the_source_and_the_report_says_so()
    {
        await using var association = await Association.CreateAsync();
        await association.RunAsync("run", "asso");
        (await association.Reprise.RunAsync("quarantine", "export", "asso", "--table", "club", "--to", association.File("clubs.csv"))).Expect(0);
        Edit(association.File("clubs.csv"), ("'01000 CEDEX", "01000"), (";Canoë;\\N;2", ";Canoë;\\N;1"));
        (await association.Reprise.RunAsync("quarantine", "import", association.File("clubs.csv"))).Expect(0);
        await association.ChangeSourceAsync("UPDATE club SET cp = '69000' WHERE id = 2");

        var run = await association.RunAsync("quarantine", "reinject", "asso");

        Assert.Equal(["69000"], await association.QueryAsync("SELECT postcode FROM club WHERE name = 'Étoile'"));
        var report = (await association.Reprise.RunAsync("report", run, "--json", "--output", association.File("report"))).Expect(0);
        Assert.NotEmpty(report.Output);
        var corrections = Assert.Single(JsonNode.Parse(await File.ReadAllTextAsync(association.File("report/report.json"), TestContext.Current.CancellationToken))!["corrections"]!.AsArray())!;
        Assert.Equal(("club", 1, 1), ((string)corrections["table"]!, (int)corrections["corrected"]!, (int)corrections["outdated"]!));
        var page = WebUtility.HtmlDecode(await File.ReadAllTextAsync(association.File("report/report.html"), TestContext.Current.CancellationToken));
        Assert.Contains("Lignes modifiées depuis dans la base d'origine", page, StringComparison.Ordinal);
        (await association.Reprise.RunAsync("verify", "asso")).Expect(0);
    }

    [Fact]
    public async Task A_replicated_row_is_corrected_too()
    {
        await using var association = await Association.CreateAsync();
        await association.ChangeSourceAsync("ALTER TABLE membre MODIFY ne_le date NOT NULL");
        var run = await association.RunAsync("run", "asso", "--plan", "replicate");
        (await association.Reprise.RunAsync("quarantine", "export", run, "--to", association.File("rejets.csv"))).Expect(0);
        Edit(association.File("rejets.csv"), ("'0000-00-00", "'1990-12-31"));
        (await association.Reprise.RunAsync("quarantine", "import", association.File("rejets.csv"))).Expect(0);

        var second = (await association.Reprise.RunAsync("quarantine", "reinject", "asso", "--json")).Expect(0).Json;

        Assert.Equal((8, 8, 0, 0, 0), Figures(second));
        Assert.Equal("held 0, fixed 0, dismissed 0, reinjected 1", await association.StatesAsync(run));
        Assert.Equal(["1990-12-31"], await association.QueryAsync("SELECT ne_le::text FROM asso.membre WHERE id = 3"));
        (await association.Reprise.RunAsync("verify", "asso")).Expect(0);
    }

    [Fact]
    public async Task A_file_with_problems_is_refused_with_all_of_them_and_nothing_is_recorded()
    {
        await using var association = await Association.CreateAsync();
        var run = await association.RunAsync("run", "asso");
        (await association.Reprise.RunAsync("quarantine", "export", "asso", "--to", association.File("rejets.csv"))).Expect(0);
        var (clubs, people) = (association.File("rejets.club.csv"), association.File("rejets.person.csv"));
        Edit(clubs, ("'01000 CEDEX", "'010000"), (";Canoë;\\N;2", ";Canoë;\\N;deux"));
        Edit(people, (";'01000;98;", ";'01000;quatre;"), ("'0000-00-00", "'1990-02-31"));
        Decide(people, "Jean Martin", "écarter", string.Empty);
        Decide(people, "=cmd", "jeter", string.Empty);
        var lines = await File.ReadAllLinesAsync(people, TestContext.Current.CancellationToken);
        await File.AppendAllLinesAsync(people, [lines.Single(line => line.Contains("Léa", StringComparison.Ordinal)), lines.Single(line => line.Contains("Ana", StringComparison.Ordinal)).Replace($"{run};person;5;", $"{run};person;77;", StringComparison.Ordinal)], TestContext.Current.CancellationToken);

        var refused = (await association.Reprise.RunAsync("quarantine", "import", clubs, people, "--json")).Expect(2);

        var problems = refused.Json["error"]!["problems"]!.AsArray();
        Assert.Equal(
            ["no_justification", "row_twice", "still_held_back", "unknown_decision", "unknown_row", "value_unfit", "value_unfit", "value_unfit"],
            problems.Select(problem => (string)problem!["code"]!).Order(StringComparer.Ordinal));
        Assert.Contains("rejets.club.csv:", refused.Error, StringComparison.Ordinal);
        Assert.All(["010000", "Léa", "Martin"], secret => Assert.DoesNotContain(secret, refused.Error, StringComparison.Ordinal));
        Assert.Equal("held 6, fixed 0, dismissed 0, reinjected 0", await association.StatesAsync(run));
        (await association.Reprise.RunAsync("quarantine", "export", "asso", "--to", people, "--table", "person")).Expect(2);
        (await association.Reprise.RunAsync("quarantine", "export", "asso", "--to", association.File("rejets.txt"))).Expect(2);
        await File.WriteAllTextAsync(association.File("autre.csv"), "a;b\r\n1;2\r\n", TestContext.Current.CancellationToken);
        Assert.Contains("headings", (await association.Reprise.RunAsync("quarantine", "import", association.File("autre.csv"))).Expect(2).Error, StringComparison.Ordinal);
        await File.WriteAllBytesAsync(association.File("ansi.csv"), Encoding.Latin1.GetBytes(await File.ReadAllTextAsync(clubs, TestContext.Current.CancellationToken)), TestContext.Current.CancellationToken);
        Assert.Contains("UTF-8", (await association.Reprise.RunAsync("quarantine", "import", association.File("ansi.csv"))).Expect(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_is_published_by_now_is_not_corrected_any_more()
    {
        await using var association = await Association.CreateAsync();
        await association.RunAsync("run", "asso");
        var clubs = association.File("clubs.csv");
        (await association.Reprise.RunAsync("quarantine", "export", "asso", "--table", "club", "--to", clubs)).Expect(0);
        Edit(clubs, ("'01000 CEDEX", "01000"));
        (await association.Reprise.RunAsync("quarantine", "import", clubs)).Expect(0);
        await association.RunAsync("quarantine", "reinject", "asso");
        Edit(clubs, (";Étoile;01000;", ";Étoile;01001;"));

        var refused = (await association.Reprise.RunAsync("quarantine", "import", clubs)).Expect(2);

        Assert.Contains("was published by run", refused.Error, StringComparison.Ordinal);
    }

    private static async Task<List<string>> GroupsAsync(Association association) =>
        [.. (await association.Reprise.RunAsync("quarantine", "list", "asso", "--json")).Expect(0).Json["groups"]!.AsArray().Select(group => $"{group!["table"]} {group["column"]} {group["reason"]} {group["rows"]}").Order(StringComparer.Ordinal)];

    private static (int Read, int Published, int Unchanged, int Quarantined, int Filtered) Figures(JsonNode run)
    {
        Assert.True((bool)run["balanced"]!);
        var rows = run["rows"]!;
        return ((int)rows["read"]!, (int)rows["published"]!, (int)rows["unchanged"]!, (int)rows["quarantined"]!, (int)rows["filtered"]!);
    }

    /// <summary>Replaces texts that must be there, as a person at a spreadsheet does, and saves with a byte order mark.</summary>
    private static void Edit(string file, params (string Old, string New)[] changes)
    {
        var text = File.ReadAllText(file);
        foreach (var (old, changed) in changes)
        {
            Assert.Contains(old, text, StringComparison.Ordinal);
            text = text.Replace(old, changed, StringComparison.Ordinal);
        }

        File.WriteAllText(file, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
    }

    /// <summary>Fills the columns of decision and justification in of the row of somebody.</summary>
    private static void Decide(string file, string name, string decision, string justification)
    {
        var text = File.ReadAllText(file);
        var at = text.IndexOf(name, StringComparison.Ordinal);
        var line = text.LastIndexOf("\r\n", at, StringComparison.Ordinal) + 2;
        const string Undecided = ";retenue;;;";
        var place = text.IndexOf(Undecided, line, StringComparison.Ordinal);
        Assert.InRange(place, line, at);
        File.WriteAllText(file, $"{text[..place]};retenue;{decision};{justification};{text[(place + Undecided.Length)..]}", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
    }
}
