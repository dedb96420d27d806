using System.IO.Compression;
using Reprise.Core.Columns;

namespace Reprise.Snapshots.Parts;

/// <summary>Tells columns of large values that are packed already (images, archives): to compress them holds one more copy of a value, for nothing.</summary>
internal static class PackedColumn
{
    private const int SampleBytes = 1 << 16;

    /// <summary>A sample that does not lose a tenth is packed.</summary>
    private const int PackedBytes = SampleBytes / 10 * 9;

    private const int Quality = 1;
    private const int Window = 18;

    /// <summary>True for a column whose values are large and do not become smaller, judged by some of their bytes.</summary>
    public static bool Is(Column column) => column is VariableColumn { Bytes.Length: >= LargeMemory.Threshold } values && !Shrinks(values.Bytes.Slice(values.Bytes.Length / 2, SampleBytes));

    private static bool Shrinks(ReadOnlySpan<byte> sample) => BrotliEncoder.TryCompress(sample, new byte[PackedBytes], out _, Quality, Window);
}
