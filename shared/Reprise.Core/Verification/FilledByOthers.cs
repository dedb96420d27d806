using Reprise.Core.Ports;

namespace Reprise.Core.Verification;

/// <summary>Cells whose value is that of another row than the record's own.</summary>
/// <param name="Filled">Cells of the table plan's records.</param>
/// <param name="Given">Cells of other entities' records that rows of the table plan fill, each by the row itself.</param>
public sealed record FilledByOthers(IReadOnlyList<FilledCell> Filled, IReadOnlyList<FilledCell> Given)
{
    /// <summary>None.</summary>
    public static FilledByOthers None { get; } = new([], []);
}
