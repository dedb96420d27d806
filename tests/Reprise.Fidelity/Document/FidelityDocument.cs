using System.Text;
using Reprise.Fidelity.Cases;

namespace Reprise.Fidelity.Document;

/// <summary><c>docs/fidelity.md</c>: a table per family, a row per case.</summary>
public static class FidelityDocument
{
    private const string LineBreak = "<br>";

    /// <summary>The whole document.</summary>
    /// <param name="versions">What it was made with.</param>
    /// <param name="pgloader">What pgloader made of each case.</param>
    public static string Write(string versions, IReadOnlyDictionary<string, IReadOnlyList<string>> pgloader)
    {
        ArgumentNullException.ThrowIfNull(pgloader);
        var text = new StringBuilder(Introduction.Replace("{versions}", versions, StringComparison.Ordinal));
        foreach (var family in CaseFamily.All)
        {
            text.Append("\n## ").Append(family.Title).Append("\n\n| case | MySQL | Reprise | pgloader |\n|---|---|---|---|\n");
            foreach (var item in family.Cases)
            {
                text.Append(OwnCells(item)).Append(' ').Append(Lines(pgloader[item.Name])).Append(" |\n");
            }
        }

        return text.ToString();
    }

    /// <summary>A row without pgloader's cell: what follows from the case alone.</summary>
    public static string OwnCells(FidelityCase item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var answer = string.Join(LineBreak, item.Mapped.Select(Mapped).Prepend(Replicated(item)));
        return $"| {Plain(item.Trap)} | {Code(item.Source)}{(item.IsMariaDbOnly ? $"{LineBreak}*MariaDB only*" : string.Empty)} | {answer} |";
    }

    private static string Replicated(FidelityCase item) =>
        $"{(item.DeclaredType.Length > 0 ? $"with {Code($"types: {{ {item.Name}.v: {item.DeclaredType} }}")}: " : string.Empty)}{Lines(item.Answer)}{OnMySql(item.AnswerOnMySql)}";

    private static string Mapped(MappedColumn column)
    {
        var how = column.Rule.Length > 0 ? $" with {Code(column.Rule)}" : column.Constraint.Length > 0 ? $" under {Code(column.Constraint.Replace("{table}", "…", StringComparison.Ordinal))}" : string.Empty;
        return $"mapped{how}: {Lines(column.Answer)}{OnMySql(column.AnswerOnMySql)}";
    }

    private static string OnMySql(IReadOnlyList<string>? answer) => answer is null ? string.Empty : $"{LineBreak}from MySQL: {Lines(answer)}";

    private static string Lines(IReadOnlyList<string> lines) => string.Join(LineBreak, lines.Select(Code));

    /// <summary>A code span; a bar would end the cell even there.</summary>
    private static string Code(string text)
    {
        var escaped = text.Replace("|", "\\|", StringComparison.Ordinal);
        return escaped.Contains('`', StringComparison.Ordinal) ? $"`` {escaped} ``" : $"`{escaped}`";
    }

    private static string Plain(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);

    private const string Introduction =
        """
        # Fidelity

        What becomes of values and tables that a migration easily gets wrong: Reprise's answer beside pgloader's, an established
        loader, with its default settings. `infra/local/fidelity.sh` writes this file; edit `tests/Reprise.Fidelity/Cases` instead.
        Made with {versions}.

        **Reprise**: first what `replicate` makes of it, then columns of an application that a plan maps it into. Every answer is a
        test on real servers (`ReplicatedFidelityTests`, `MappedFidelityTests`): from MariaDB 10.11 into PostgreSQL 15 and from MySQL 9.7
        into PostgreSQL 18, replicated from MariaDB 11.8 too. Where MySQL keeps something else, its answer follows; where it refuses the case,
        which is tested as well, that says *MariaDB only*. Another test compares this file with them (`FidelityDocumentTests`). The source's `time_zone` is
        Europe/Paris. **pgloader**: what it really did from MariaDB 10.11, each case in a database of its own.

        A line is a column: its type and its values by ascending id as PostgreSQL prints them, text in quotes, `—` for a row that is not
        there. Reprise's ledger follows: `coerced` with rule and count, `quarantined` with the row's key and the reason, `finding` with
        its code, where the run's report says more.

        ## What Reprise does not do yet

        - Text is carried as it is unless a plan says otherwise: [normalisers](normalisers.md) repair it row by row, decode it, pad it or
          check it, in mapped plans only. `replicate` has none.
        - Geometry is carried as well-known text with its SRID, not as PostGIS's type, which makes its own of it.
        - With `replicate`, text that others refer to in turn, that several foreign keys share or that a CHECK speaks of keeps its spelling, also where MySQL
          finds its parent under another one: there it is an orphan in PostgreSQL, kept, counted, and its foreign key left NOT VALID.
        - Values of a gigabyte and more do not pass MySQL's protocol, whose packets end there; there is no case for them.

        """;
}
