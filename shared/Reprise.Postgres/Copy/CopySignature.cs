namespace Reprise.Postgres.Copy;

/// <summary>First bytes of every binary COPY stream: PGCOPY, and characters that text conversion on the way would spoil.</summary>
internal static class CopySignature
{
    public static ReadOnlySpan<byte> Bytes => [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xff, (byte)'\r', (byte)'\n', 0];
}
