using System.Globalization;
using System.Text;
using Reprise.Core.Catalogs;
using Reprise.Core.Plans.Scaffolding.Matching;

namespace Reprise.Core.Plans.Scaffolding.Drafting;

/// <summary>Writes drafts as the text of a plan, everything that is uncertain or left out as a comment.</summary>
internal sealed class DraftText
{
    private const int CommentColumn = 56;

    private readonly StringBuilder _text = new();

    /// <summary>The text of a plan.</summary>
    public static string Of(string name, string head, SourceCatalog source, IReadOnlyList<TableDraft> drafts)
    {
        var text = new DraftText();
        text._text.Append(head);
        text.Line($"plan: {name}");
        text.Line("version: 1");
        text.Line(string.Empty);
        text.Line("tables:");
        foreach (var draft in drafts)
        {
            text.Table(draft);
        }

        text.Unmapped(source, drafts);
        return text._text.ToString();
    }

    private void Table(TableDraft draft)
    {
        var mark = draft.IsSure ? "  " : "  # ";
        var (source, target) = (draft.Pair.Source, draft.Pair.Target);
        if (draft.Blocked is { } blocked)
        {
            Line($"  # Not written as a table plan yet: {blocked}.");
        }

        Line($"{mark}- table: {draft.Name}", Words(draft.Pair.Evidence));
        Line($"{mark}  from: {YamlWord.Of(source.Table.Name)}", $"about {Number(source.Table.EstimatedRows)} rows");
        Line($"{mark}  to: {YamlWord.Of(target.Table.Name.ToString())}");
        Key(mark, source);
        if (draft.Id is { } id)
        {
            Line($"{mark}  id: {{ column: {YamlWord.Of(id.Column)}, strategy: {(id.Strategy == IdStrategy.Uuid ? "uuid" : "identity")} }}");
        }

        Match(mark, draft);
        Columns(mark, draft);
        Unused(mark, draft);
        Line(string.Empty);
    }

    private void Key(string mark, NamedSource source)
    {
        if (source.Key.Count > 0 && source.Table.PrimaryKey.Count == 0)
        {
            Line($"{mark}  key: {YamlWord.List(source.Key)}", "no primary key: a unique index");
        }
    }

    // Merging is a decision: it is proposed, never taken.
    private void Match(string mark, TableDraft draft)
    {
        var filled = draft.Columns.Where(column => column.IsSure).Select(column => column.Target.Column.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in draft.Pair.Target.Table.UniqueIndexes.Where(index => index.Expressions.Count == 1).Select(index => index.Expressions[0].Trim('"')).Distinct().Where(filled.Contains))
        {
            Line($"{Commented(mark)}  match: {YamlWord.List([name])}", "unique in the target: with this, a row whose value is there already is merged into that record");
        }
    }

    private void Columns(string mark, TableDraft draft)
    {
        Line($"{mark}  columns:");
        foreach (var column in draft.Columns)
        {
            Line($"{(column.IsSure ? mark : Commented(mark))}    {YamlWord.Of(column.Target.Column.Name)}: {column.Rule}", Words(column));
        }

        if (!draft.Columns.Any(column => column.IsSure))
        {
            Line($"{Commented(mark)}    no column is proposed with confidence");
        }

        foreach (var column in draft.Unfilled)
        {
            Line($"{Commented(mark)}    {YamlWord.Of(column.Column.Name)}:", column.IsRequired ? $"REQUIRED ({Describe(column.Column.Type)}), nothing proposed" : $"not filled ({Describe(column.Column.Type)})");
        }
    }

    private void Unused(string mark, TableDraft draft)
    {
        foreach (var column in draft.Unused)
        {
            Line($"{Commented(mark)}    unused: {YamlWord.Comment(column.Column.Name)} ({YamlWord.Comment(column.Column.DeclaredType)})");
        }
    }

    private void Unmapped(SourceCatalog source, IReadOnlyList<TableDraft> drafts)
    {
        var mapped = drafts.Select(draft => draft.Pair.Source.Table.Name).ToHashSet(StringComparer.Ordinal);
        var left = source.Tables.Where(table => !mapped.Contains(table.Name)).OrderBy(table => table.Name, StringComparer.Ordinal).ToList();
        if (left.Count == 0)
        {
            return;
        }

        Line("# No target table is proposed for these. Write a table plan, or take the mark away to leave them out on purpose.");
        Line("# ignored:");
        foreach (var table in left)
        {
            Line($"#   - {YamlWord.Of(table.Name)}", $"about {Number(table.EstimatedRows)} rows");
        }
    }

    private static string Words(ColumnDraft column)
    {
        var required = column is { IsSure: false, Target.IsRequired: true } ? "REQUIRED; " : string.Empty;
        var trouble = column.Blocked ?? column.Remark;
        return $"{required}{Words(column.Evidence)}{(trouble.Length > 0 ? $"; {trouble}" : string.Empty)}";
    }

    private static string Words(Evidence evidence) => string.Create(CultureInfo.InvariantCulture, $"{evidence.Confidence:0.00} {evidence.Reasons}");

    // Twice within a table plan that is a comment itself: whoever takes its marks away still has these as comments.
    private static string Commented(string mark) => $"{mark}# ";

    private static string Number(long rows) => rows.ToString("N0", CultureInfo.InvariantCulture);

    private static string Describe(PgType type) => YamlWord.Comment(type.Name ?? type.Kind.ToString().ToLowerInvariant());

    private void Line(string text, string? comment = null) =>
        _text.Append(comment is null ? text : $"{text.PadRight(CommentColumn)}  # {comment}").Append('\n');
}
