using Reprise.Core.Columns;

namespace Reprise.Core.Mapping.Staged;

/// <summary>Some columns of the source, in the order of a key.</summary>
internal sealed class SourceParts(IReadOnlyList<int> ordinals)
{
    private readonly Column[] _parts = new Column[ordinals.Count];

    /// <summary>True when there are none.</summary>
    public bool IsEmpty => ordinals.Count == 0;

    /// <summary>The columns in a batch; valid until the next call.</summary>
    public IReadOnlyList<Column> Of(ColumnBatch source)
    {
        for (var i = 0; i < _parts.Length; i++)
        {
            _parts[i] = source.Columns[ordinals[i]];
        }

        return _parts;
    }
}
