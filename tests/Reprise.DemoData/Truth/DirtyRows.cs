namespace Reprise.DemoData.Truth;

/// <summary>The rows of a table that get one kind of dirt in one column; what is asked for is noted as truth.</summary>
internal sealed class DirtyRows(List<DirtRecord> truth, string table, string column, DirtKind kind, HashSet<int> rows)
{
    /// <summary>Whether the row gets the dirt; if so the truth knows of it from now on.</summary>
    public bool Hit(int row, string key, string clean = "")
    {
        if (!rows.Contains(row))
        {
            return false;
        }

        truth.Add(new DirtRecord(table, key, column, kind, clean));
        return true;
    }
}
