using Reprise.Core.Plans.Scaffolding.Content;

namespace Reprise.Core.Catalogs;

/// <summary>Makes a <see cref="ColumnSample"/> of values that are seen once and kept nowhere.</summary>
/// <param name="table">Source table.</param>
/// <param name="column">Source column.</param>
public sealed class SampleTally(string table, string column)
{
    private readonly Dictionary<ContentKind, long> _kinds = [];
    private long _rows;
    private long _filled;
    private long _blank;

    /// <summary>Counts a value as text; null = NULL.</summary>
    public void Add(string? value)
    {
        _rows++;
        if (value is null || ContentForms.IsZeroDate(value))
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(value))
        {
            _blank++;
            return;
        }

        _filled++;
        foreach (var kind in ContentForms.Of(value.Trim()))
        {
            _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;
        }
    }

    /// <summary>What was counted.</summary>
    public ColumnSample Finish() => new(table, column, _rows, _filled, _blank, _kinds);
}
