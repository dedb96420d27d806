namespace Reprise.Fidelity.Cases;

/// <summary>A value or a table that a migration may get wrong, and what Reprise makes of it.</summary>
/// <remarks>
/// An answer is a list of lines in the form of <see cref="Answers.TargetReader"/> (a column each: its type and its values by ascending id, <c>—</c> for a row that
/// is not there) and <see cref="Answers.LedgerReader"/> (what was coerced, quarantined or found).
/// </remarks>
public sealed record FidelityCase
{
    /// <summary>Name of the case and of its table; further tables of it are called <c>name__other</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What is easily lost, in one sentence.</summary>
    public required string Trap { get; init; }

    /// <summary>The source, for a reader.</summary>
    public required string Source { get; init; }

    /// <summary>Statements that make the source. The session's time zone is UTC and its SQL mode empty.</summary>
    public required IReadOnlyList<string> Script { get; init; }

    /// <summary>Rows of the table, whose ids are 1 to this; 0 = ids say nothing, and all columns are shown.</summary>
    public int Rows { get; init; }

    /// <summary>Type that the entity's <c>types</c> give to column <c>v</c> of the replica; empty = declaration and values decide.</summary>
    public string DeclaredType { get; init; } = string.Empty;

    /// <summary>What <c>replicate</c> makes of it.</summary>
    public required IReadOnlyList<string> Answer { get; init; }

    /// <summary>What mapped plans make of it.</summary>
    public IReadOnlyList<MappedColumn> Mapped { get; init; } = [];

    /// <summary>True when MySQL does not have what the case is about, a type, a collation or a text of MariaDB's: it refuses the script.</summary>
    public bool IsMariaDbOnly { get; init; }

    /// <summary>What <c>replicate</c> makes of it where the source is MySQL; null = the same.</summary>
    public IReadOnlyList<string>? AnswerOnMySql { get; init; }

    /// <summary>Questions about the target beside its rows.</summary>
    public IReadOnlyList<Probe> Probes { get; init; } = [];

    /// <summary>A case of one column <c>v</c> beside the id.</summary>
    /// <param name="name">Name of the case.</param>
    /// <param name="trap">What is easily lost.</param>
    /// <param name="type">Declared type of the column.</param>
    /// <param name="values">Its values, as SQL expressions, in rows 1, 2, ...</param>
    /// <param name="answer">What <c>replicate</c> makes of it.</param>
    public static FidelityCase Column(string name, string trap, string type, string[] values, params string[] answer)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new FidelityCase
        {
            Name = name,
            Trap = trap,
            Source = $"{type}: {string.Join(", ", values)}",
            Script =
            [
                $"CREATE TABLE {name} (id int PRIMARY KEY, v {type})",
                $"INSERT INTO {name} VALUES {string.Join(", ", values.Select((value, index) => $"({index + 1}, {value})"))}",
            ],
            Rows = values.Length,
            Answer = answer,
        };
    }

    /// <summary>The case where the source is MySQL.</summary>
    public FidelityCase OnMySql() => this with
    {
        Answer = AnswerOnMySql ?? Answer,
        Mapped = [.. Mapped.Select(column => column with { Answer = column.AnswerOnMySql ?? column.Answer })],
    };

    /// <inheritdoc/>
    public override string ToString() => Name;
}
