using System.Text;
using Reprise.Core.Ports;
using Reprise.Core.Runs;

namespace Reprise.Postgres.Tests;

/// <summary>Shows which bytes were sealed, and for which run and table plan: they are kept in reverse, behind those names.</summary>
internal sealed class ReversingSeal : ILedgerSeal
{
    public byte[] Seal(RunId run, string table, ReadOnlySpan<byte> secret)
    {
        byte[] bytes = [.. Context(run, table), .. secret];
        Array.Reverse(bytes);
        return bytes;
    }

    public byte[] Open(RunId run, string table, ReadOnlySpan<byte> sealedBytes)
    {
        var context = Context(run, table);
        byte[] bytes = [.. sealedBytes];
        Array.Reverse(bytes);
        Assert.True(bytes.AsSpan().StartsWith(context));
        return bytes[context.Length..];
    }

    private static byte[] Context(RunId run, string table) => Encoding.UTF8.GetBytes($"{run} {table} ");
}
