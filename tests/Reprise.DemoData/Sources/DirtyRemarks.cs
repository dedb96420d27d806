using Reprise.DemoData.Text;
using Reprise.DemoData.Truth;

namespace Reprise.DemoData.Sources;

/// <summary>A free-text column: often empty, sometimes garbled, sometimes with a NUL that a form let through.</summary>
internal sealed class DirtyRemarks(TableDraft draft, DirtyRows nuls, DirtyText texts)
{
    public string? Value(int row, string key)
    {
        var remark = Remarks.Maybe(draft.Dice, 0.3);
        var fallback = remark ?? "Voir le dossier papier";
        if (nuls.Hit(row, key, fallback))
        {
            return fallback.Insert(4, "\0");
        }

        return remark is null ? null : texts.Value(row, key, remark);
    }
}
