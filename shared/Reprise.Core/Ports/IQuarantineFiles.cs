using Reprise.Core.Corrections;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Core.Ports;

/// <summary>Files in which people work rows that were held back: <c>.csv</c> or <c>.xlsx</c>, with words for people in French.</summary>
public interface IQuarantineFiles
{
    /// <summary>A reason in the words of people.</summary>
    string Reason(string code);

    /// <summary>What would put a row right that was held back for a reason.</summary>
    string Remedy(string code);

    /// <summary>Creates a file, or one for each table where a file holds one table only. Only its owner may read it; a file that is there is never overwritten.</summary>
    /// <param name="path">Path that ends in <c>.csv</c> or <c>.xlsx</c>.</param>
    /// <param name="tables">Table plans, each of which is begun once, in this order.</param>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/>: the path says no known form, or cannot be written.</exception>
    IQuarantineFileWriter Create(string path, IReadOnlyList<string> tables);

    /// <summary>Reads a worked file, row by row.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/>: it cannot be read, or is no such file.</exception>
    IEnumerable<WorkedRow> Read(string path);
}

/// <summary>Writes rows held back, table after table.</summary>
public interface IQuarantineFileWriter : IDisposable
{
    /// <summary>Files created so far.</summary>
    IReadOnlyList<string> Files { get; }

    /// <summary>Begins a table.</summary>
    /// <param name="table">Table plan.</param>
    /// <param name="columns">Source columns.</param>
    void Begin(string table, IReadOnlyList<string> columns);

    /// <summary>Writes a row of the table begun last.</summary>
    void Write(ExportedRow row);
}

/// <summary>A row held back as a person is shown it.</summary>
/// <param name="Run">Run that held it back.</param>
/// <param name="Row">What is known of it.</param>
/// <param name="Comment">Why it was left out; empty otherwise.</param>
/// <param name="Cells">Source cells in the order of the table's columns; null = NULL.</param>
public sealed record ExportedRow(RunId Run, HeldRow Row, string Comment, IReadOnlyList<WorkedCell> Cells);

/// <summary>A row of a worked file.</summary>
/// <param name="Place">File and sheet, such as <c>rejets.xlsx, sheet membre</c>.</param>
/// <param name="Line">Line in it, from 1.</param>
/// <param name="Run">Run that held it back, as written.</param>
/// <param name="Table">Table plan, as written.</param>
/// <param name="Key">Canonical source key.</param>
/// <param name="Decision">What was decided; null when the word is none of those known.</param>
/// <param name="Comment">Why.</param>
/// <param name="Cells">Cells by source column.</param>
public sealed record WorkedRow(string Place, int Line, string Run, string Table, string Key, WorkedDecision? Decision, string Comment, IReadOnlyDictionary<string, WorkedCell> Cells);

/// <summary>A cell of a worked file.</summary>
/// <param name="Text">Text in the form of <see cref="ContentForm"/>; null = NULL.</param>
/// <param name="IsKept">True: the value is not shown, and stays what it is.</param>
public readonly record struct WorkedCell(string? Text, bool IsKept = false);

/// <summary>What the column of decisions says.</summary>
public enum WorkedDecision
{
    /// <summary>Nothing: corrected cells count.</summary>
    None,

    /// <summary>The row is left out.</summary>
    Dismiss,

    /// <summary>What was decided before counts no more.</summary>
    Withdraw,
}
