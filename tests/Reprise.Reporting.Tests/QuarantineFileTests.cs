using System.IO.Compression;
using System.Text;
using CsCheck;
using MiniExcelLibs;
using Reprise.Core.Corrections;
using Reprise.Core.Mapping;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Reporting.Quarantine;

namespace Reprise.Reporting.Tests;

/// <summary>What is written into a quarantine file is read back as it was, and a spreadsheet takes it for nothing else than text.</summary>
public sealed class QuarantineFileTests : IDisposable
{
    private static readonly RunId Run = RunId.Parse("ud-75-20261124093000-k7qd");

    private readonly string _folder = Directory.CreateTempSubdirectory("reprise-files-").FullName;
    private readonly QuarantineFiles _files = new();

    public static TheoryData<string> Cells =>
    [
        "", " ", "Zoé", "01000", "0", "42", "1234567890123456", "12.50", "-3", "+33199001234", "2024-05-01", "1E5", "3-4", "12:30", "vrai", "TRUE",
        "=cmd|'/c calc'!A1", "@SUM(1)", "'t Hooft", "''", "\\N", "\\G", "\\", "\\\"x\"", "a;b", "a\"b", "\"", "ligne 1\nligne 2", "a\r\nb", "a\rb", "\ta", "a\tb", "\na", "a\0b", "\u0001\u001f",
        "_x0041_", "\uFFFD", "\uFFFE", "😀", "0x00FF", "  deux  ", "NULL", "null", new string('é', 40_000),
    ];

    [Theory]
    [MemberData(nameof(Cells))]
    [InlineData(null)]
    public void A_cell_comes_back_as_it_was_from_both_forms(string? text)
    {
        foreach (var file in (string[])["rejets.csv", "rejets.xlsx"])
        {
            var read = Assert.Single(RoundTrip(Path.Combine(_folder, file), [[new WorkedCell(text), new WorkedCell("fin")]]));

            Assert.Equal(text?.Length > 32_000 ? new WorkedCell(null, IsKept: true) : new WorkedCell(text), read.Cells["un"]);
            Assert.Equal(new WorkedCell("fin"), read.Cells["=deux"]);
            File.Delete(Path.Combine(_folder, file));
        }
    }

    [Fact]
    public void Any_text_comes_back_from_both_forms() => Gen.String[0, 40].List[1, 5].Sample(
        texts =>
        {
            string?[] valid = [.. texts.Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)))];
            foreach (var isCsv in (bool[])[true, false])
            {
                Assert.All(valid, text => Assert.Equal(new WorkedCell(text), CellForm.Read(CellForm.Write(new WorkedCell(text), isCsv), isCsv)));
            }

            var path = Path.Combine(_folder, $"{Guid.CreateVersion7()}.csv");
            Assert.Equal(valid, RoundTrip(path, [.. valid.Select(text => new[] { new WorkedCell(text), new WorkedCell("fin") })]).Select(row => row.Cells["un"].Text));
        },
        iter: 300,
        threads: 1);

    [Fact]
    public void A_spreadsheet_gets_no_formula_and_no_number_to_shorten_from_csv()
    {
        var path = Path.Combine(_folder, "rejets.csv");
        RoundTrip(path, [[new WorkedCell("=1+1"), new WorkedCell("01000")], [new WorkedCell("42"), new WorkedCell(null)]]);

        var lines = File.ReadAllText(path).Split("\r\n");

        Assert.Equal([0xEF, 0xBB, 0xBF], File.ReadAllBytes(path)[..3]);
        Assert.Equal("Exécution;Table;Clé;Colonne;Motif;Que faire;État;Décision;Justification;un;'=deux", lines[0]);
        Assert.Equal("'ud-75-20261124093000-k7qd;membre;0;cp;texte plus long que la colonne cible;Raccourcir le texte à la longueur de la colonne cible.;retenue;;;'=1+1;'01000", lines[1]);
        Assert.EndsWith(";42;\\N", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_has_texts_only_formatted_as_text_and_a_sheet_per_table()
    {
        var path = Path.Combine(_folder, "rejets.xlsx");
        using (var writer = _files.Create(path, ["membre", "lien/rôle"]))
        {
            writer.Begin("membre", ["cp"]);
            writer.Write(Row(0, [new WorkedCell("01000")]));
            writer.Begin("lien/rôle", ["cp"]);
            writer.Write(Row(1, [new WorkedCell("=1+1")]));
        }

        Assert.Equal(["membre", "lien_rôle"], MiniExcel.GetSheetNames(path));
        using var archive = ZipFile.OpenRead(path);
        using var sheet = new StreamReader(archive.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var xml = sheet.ReadToEnd();
        Assert.Contains("""<c s="1" t="inlineStr"><is><t xml:space="preserve">01000</t></is></c>""", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("<f>", xml, StringComparison.Ordinal);
        Assert.Equal(["0", "1"], _files.Read(path).Select(row => row.Key));
    }

    [Fact]
    public void Only_its_owner_may_read_a_file_and_none_is_overwritten()
    {
        foreach (var name in (string[])["rejets.csv", "rejets.xlsx"])
        {
            var path = Path.Combine(_folder, name);
            RoundTrip(path, [[new WorkedCell("a"), new WorkedCell("b")]]);

            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            }

            Assert.Contains("is there already", Assert.Throws<RepriseException>(() => RoundTrip(path, [])).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Exécution;Table\r\na;b\r\n", "headings")]
    [InlineData("", null)]
    [InlineData("HEAD;un\r\nr;t;k;;;;;;;a;b\r\n", "line 2: 11 cells instead of 10")]
    [InlineData("HEAD;un;un\r\n", "comes twice")]
    [InlineData("HEAD;un\r\nr;t;k;;;;;;;\\x\r\n", "line 2: column 'un'")]
    public void A_broken_csv_is_refused_with_its_place(string text, string? complaint)
    {
        var path = Path.Combine(_folder, "rejets.csv");
        File.WriteAllText(path, text.Replace("HEAD", string.Join(';', Headings.All), StringComparison.Ordinal));

        var problem = Record.Exception(() => _files.Read(path).ToList());

        if (complaint is null)
        {
            Assert.Null(problem);
        }
        else
        {
            Assert.Contains(complaint, Assert.IsType<RepriseException>(problem).Message, StringComparison.Ordinal);
            Assert.Contains("rejets.csv", problem.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_that_is_no_workbook_is_refused()
    {
        var path = Path.Combine(_folder, "rejets.xlsx");
        File.WriteAllText(path, "Exécution;Table");

        Assert.Contains("no workbook", Assert.Throws<RepriseException>(() => _files.Read(path).ToList()).Message, StringComparison.Ordinal);
        Assert.Throws<RepriseException>(() => _files.Read(Path.Combine(_folder, "absent.xlsx")).ToList());
    }

    [Theory]
    [InlineData(",")]
    [InlineData("\t")]
    public void Other_delimiters_are_recognised(string delimiter)
    {
        var path = Path.Combine(_folder, "rejets.csv");
        File.WriteAllText(path, $"{string.Join(delimiter, Headings.All)}{delimiter}un\n{string.Join(delimiter, ["r", "t", "k", "", "", "", "", "Écarter ", "parti", "x"])}\n\n");

        var row = Assert.Single(_files.Read(path));

        Assert.Equal((WorkedDecision.Dismiss, "parti", "x", 2), (row.Decision, row.Comment, row.Cells["un"].Text, row.Line));
    }

    [Fact]
    public void Every_reason_for_which_a_row_is_held_back_has_a_remedy_of_its_own()
    {
        string[] reasons =
        [
            Reasons.ZeroDate, Reasons.OutOfRange, Reasons.InvalidText, Reasons.TooLong, Reasons.NotNull, Reasons.NotConvertible, Reasons.UnknownLabel,
            Reasons.MissingParent, Reasons.AmbiguousParent, Reasons.Duplicate, Reasons.DuplicateKey, Reasons.CheckViolation, Reasons.ChangedInTarget,
        ];

        Assert.Equal(reasons.Length, reasons.Select(_files.Remedy).Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(_files.Remedy("something new"), reasons.Select(_files.Remedy));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private List<WorkedRow> RoundTrip(string path, IReadOnlyList<IReadOnlyList<WorkedCell>> rows)
    {
        using (var writer = _files.Create(path, ["membre"]))
        {
            writer.Begin("membre", ["un", "=deux"]);
            for (var i = 0; i < rows.Count; i++)
            {
                writer.Write(Row(i, rows[i]));
            }
        }

        return [.. _files.Read(path)];
    }

    private static ExportedRow Row(int number, IReadOnlyList<WorkedCell> cells) =>
        new(Run, new HeldRow("membre", $"{number}", "cp", Reasons.TooLong, HeldRowState.Held), string.Empty, cells);
}
