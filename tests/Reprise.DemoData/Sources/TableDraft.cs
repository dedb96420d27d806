using Reprise.DemoData.Truth;

namespace Reprise.DemoData.Sources;

/// <summary>What it takes to make up one table: its size, its dice and its dirty rows.</summary>
internal sealed class TableDraft(DemoOptions options, EntityTruth truth, string table, int rows)
{
    private const int SmallestDirtyTable = 40;

    public DirtShares Shares => options.Dirt;

    public int Rows => rows;

    public Dice Dice { get; } = new(options.Seed, $"{truth.Entity}/{table}");

    /// <summary>A draft of the table at the scale asked for.</summary>
    public static TableDraft Scaled(DemoOptions options, EntityTruth truth, string table, int rowsAtScaleOne) =>
        new(options, truth, table, Math.Max(5, (int)Math.Round(rowsAtScaleOne * options.Scale)));

    /// <summary>Draws the rows that get this dirt.</summary>
    /// <param name="kind">What is wrong.</param>
    /// <param name="column">The column it is wrong in.</param>
    /// <param name="share">Share of the rows.</param>
    /// <param name="atLeastOnce">False where one row is already too much for a small table, because its children follow it.</param>
    public DirtyRows Dirty(DirtKind kind, string column, double share, bool atLeastOnce = true)
    {
        var count = (int)Math.Round(rows * share);
        var least = atLeastOnce && share > 0 && rows >= SmallestDirtyTable ? 1 : 0;
        var dice = new Dice(options.Seed, $"{truth.Entity}/{table}/{column}/{kind}");
        return new DirtyRows(truth.Dirt, table, column, kind, dice.Distinct(Math.Max(count, least), rows));
    }

    public DirtyText DirtyText(string column) => DirtyText(column, Shares.Mojibake);

    public DirtyText DirtyText(string column, double share) => new(
        Dirty(DirtKind.Mojibake, column, share),
        Dirty(DirtKind.MojibakeTwice, column, Shares.MojibakeTwice));

    public DirtyRows ZeroDates(string column) => Dirty(DirtKind.ZeroDate, column, Shares.ZeroDates);

    public DirtyRows Orphans(string column) => Dirty(DirtKind.Orphan, column, Shares.Orphans);

    public DirtyRows BlankEnums(string column) => Dirty(DirtKind.BlankEnum, column, Shares.BlankEnums);

    public DirtyRows Twos(string column) => Dirty(DirtKind.TinyintTwo, column, Shares.TinyintTwo);

    /// <summary>Remarks about the rows, a few with a NUL inside.</summary>
    public DirtyRemarks Remarks(string column) =>
        new(this, Dirty(DirtKind.NulCharacter, column, Shares.NulCharacters), DirtyText(column));
}
