using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Core.Ports;

/// <summary>Seals what the ledger keeps of personal data when the snapshot and its key are gone: keys of changed rows, content of rows held back.</summary>
public interface ILedgerSeal
{
    /// <summary>Compresses and encrypts.</summary>
    /// <param name="run">Run it is of.</param>
    /// <param name="table">Table plan it is of.</param>
    /// <param name="secret">Bytes.</param>
    byte[] Seal(RunId run, string table, ReadOnlySpan<byte> secret);

    /// <summary>Opens what was sealed for the same run and table plan.</summary>
    /// <exception cref="RepriseException">The key-encryption key is another one, or the bytes were changed or belong elsewhere.</exception>
    byte[] Open(RunId run, string table, ReadOnlySpan<byte> sealedBytes);
}
