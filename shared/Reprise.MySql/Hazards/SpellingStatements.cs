using System.Globalization;
using Reprise.Core.Catalogs;
using Reprise.Core.Runs;
using Reprise.MySql.Connections;
using Reprise.MySql.Reading;

namespace Reprise.MySql.Hazards;

/// <summary>SQL that asks which parents the collation of their key finds for references.</summary>
/// <remarks>
/// Text is compared as the parent's key is, through its index, and other values as they are. Parents are looked up by references, as a foreign key does: the other way round, a parent longer than
/// the column is cut before it is looked up in the column's index, and not found. A reference whose text is not of the parent's character set finds nothing: what converting it makes of it is another text.
/// </remarks>
internal sealed class SpellingStatements
{
    private const string Child = "c";
    private const string Parent = "p";
    private const string Same = "e";
    private const string Group = "g";

    private readonly ReadSource _source;
    private readonly string _where;
    private readonly string _parent;
    private readonly IReadOnlyList<Part> _parts;

    /// <param name="source">What references are read from.</param>
    /// <param name="child">How they are read.</param>
    /// <param name="parent">The parent.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="where">Which rows' references; empty = all.</param>
    public SpellingStatements(ReadSource source, SourceRead child, SourceTable parent, RespelledReference reference, string where)
    {
        _source = source;
        _where = where;
        _parent = Sql.Quote(parent.Name);
        _parts = [.. reference.Parts.Select((part, i) => new Part(i, part, child.Table.Find(part.Column)!, parent.Find(part.ParentColumn)!))];
    }

    /// <summary>True when some text of the reference has another collation than its parent's.</summary>
    public bool HasTwoCollations => _parts.Any(part => part.IsConverted);

    /// <summary>Every spelling that no parent has exactly, with that of each parent that it finds: first the columns of the reference, then those of the parent that it takes over.</summary>
    public string Pairs =>
        $"SELECT DISTINCT {Printed}, {string.Join(", ", _parts.Where(part => part.TakesOver).Select(part => part.Utf8(Parent)))} FROM {References} STRAIGHT_JOIN {_parent} AS {Parent} ON {Finds(Parent)}{Alike} "
        + $"WHERE {IsAlone} AND ({string.Join(" OR ", _parts.Where(part => part.TakesOver).Select(part => $"{part.Utf8(Child)} <> {part.Utf8(Parent)}"))}){Concat(Fits())}";

    /// <summary>Every spelling that no parent has exactly, and that is the same as of several parents in its own collation, which tells less apart than theirs.</summary>
    public string Ambiguous =>
        $"SELECT DISTINCT {Printed} FROM {References} JOIN (SELECT {string.Join(", ", _parts.Select(part => $"{part.InOwn(Parent)} AS {part.Name}"))} FROM {_parent} AS {Parent} "
        + $"WHERE TRUE{Concat(_parts.Select(part => part.IsKept(Parent, part.InOwn(Parent))))} "
        + $"GROUP BY {string.Join(", ", _parts.Select(part => part.Name))} HAVING COUNT(DISTINCT {string.Join(", ", _parts.Select(part => part.Told(Parent)))}) > 1) AS {Group} "
        + $"ON {string.Join(" AND ", _parts.Select(part => $"{Child}.{part.Name} = {Group}.{part.Name}"))}{Alike} WHERE {IsAlone}";

    private string References => $"(SELECT {string.Join(", ", _parts.Select(part => $"{_source.Expression(part.Column)} AS {part.Name}"))} FROM {_source.From}{_where}) AS {Child}";

    private string Printed => string.Join(", ", _parts.Select(part => Reading.TextReader.Printed(part.Own, $"{Child}.{part.Name}")));

    /// <summary>The parent that is spelled as the reference is: a key that is not unique may hold the same text in several spellings. Not a subquery: MariaDB keeps what they give, for all spellings that are equal.</summary>
    private string Alike =>
        $" LEFT JOIN {_parent} AS {Same} ON {Finds(Same)}{Concat(_parts.Where(part => part.IsText).Select(part => $"{part.Utf8(Child)} = {part.Utf8(Same)}"))}";

    private string IsAlone => $"{_parts[0].Key(Same)} IS NULL";

    private string Finds(string parent) => string.Join(" AND ", _parts.Select(part => $"{part.InTheirs} = {part.Key(parent)}{Concat([part.IsKept(Child, part.InTheirs)])}"));

    private IEnumerable<string> Fits() => _parts.SelectMany(part => part.Fits(Parent));

    private static string Concat(IEnumerable<string> conditions) => string.Concat(conditions.Where(condition => condition.Length > 0).Select(condition => $" AND {condition}"));

    private sealed class Part(int number, RespelledPart part, SourceColumn own, SourceColumn theirs)
    {
        /// <summary>Name of the reference's column: the source's own may come twice.</summary>
        public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"spelling_{number}");

        public string Column => part.Column;

        public SourceColumn Own => own;

        public bool TakesOver => part.TakesOver;

        public bool IsText { get; } = IsOfText(own) && IsOfText(theirs);

        public bool IsConverted => IsText && !string.Equals(own.Collation, theirs.Collation, StringComparison.OrdinalIgnoreCase);

        /// <summary>The reference as the parent compares it.</summary>
        public string InTheirs => IsConverted ? Converted($"{Child}.{Name}", theirs) : $"{Child}.{Name}";

        public string Key(string alias) => $"{alias}.{Sql.Quote(theirs.Name)}";

        /// <summary>The parent as the reference's own collation compares it.</summary>
        public string InOwn(string alias) => IsConverted ? Converted(Key(alias), own) : Key(alias);

        /// <summary>Text in the order of its bytes; of the reference where the alias is its own.</summary>
        public string Utf8(string alias) => Sql.Utf8(alias == Child ? $"{Child}.{Name}" : Key(alias));

        /// <summary>What tells two parents apart.</summary>
        public string Told(string alias) => IsText ? Utf8(alias) : Key(alias);

        /// <summary>Condition that converting lost nothing.</summary>
        public string IsKept(string alias, string converted) => IsConverted ? $"{Sql.Utf8(converted)} = {Utf8(alias)}" : string.Empty;

        /// <summary>Conditions of a spelling that can be taken over, or that has to be the same.</summary>
        public IEnumerable<string> Fits(string alias)
        {
            if (part.MaxLength > 0)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"CHAR_LENGTH({Key(alias)}) <= {part.MaxLength}");
            }

            if (IsText && !TakesOver)
            {
                yield return $"{Utf8(Child)} = {Utf8(alias)}";
            }
        }

        private static bool IsOfText(SourceColumn column) => column.Collation is not null && Families.Of(column) == Family.Text;

        private static string Converted(string expression, SourceColumn like) =>
            $"CONVERT({expression} USING {Sql.Charset(like.Charset ?? like.Collation!.Split('_')[0])}) COLLATE {Sql.Charset(like.Collation!)}";
    }
}
