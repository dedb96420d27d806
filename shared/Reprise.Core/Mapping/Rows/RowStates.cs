namespace Reprise.Core.Mapping.Rows;

/// <summary>Which rows of a batch are held back, and for which reason: the first one counts.</summary>
internal sealed class RowStates
{
    private readonly List<(int Row, string Column, string Reason)> _refused = [];
    private bool[] _excluded = [];

    /// <summary>True for rows held back or left out.</summary>
    public bool[] Excluded => _excluded;

    /// <summary>Rows held back with column and reason, in the order found.</summary>
    public IReadOnlyList<(int Row, string Column, string Reason)> Refused => _refused;

    /// <summary>Begins a batch.</summary>
    /// <param name="excluded">Where to mark rows; cleared here.</param>
    /// <param name="rows">Rows of the batch.</param>
    public void Begin(bool[] excluded, int rows)
    {
        _excluded = excluded;
        Array.Clear(excluded, 0, rows);
        _refused.Clear();
    }

    /// <summary>Leaves a row out for good, whatever else is the matter with it.</summary>
    public void Filter(int row) => _excluded[row] = true;

    /// <summary>Leaves rows out that nobody has to look at any more.</summary>
    public void LeaveOut(IReadOnlyList<int> rows)
    {
        foreach (var row in rows)
        {
            Filter(row);
        }
    }

    /// <summary>Holds a row back.</summary>
    public void Exclude(int row, string column, string reason)
    {
        if (!_excluded[row])
        {
            _excluded[row] = true;
            _refused.Add((row, column, reason));
        }
    }
}
