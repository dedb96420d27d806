using System.Security.Cryptography;
using Reprise.Core.Verification;

namespace Reprise.Core.Corrections;

/// <summary>The hash by which a source row is known to be still the same.</summary>
public static class RowHash
{
    /// <summary>SHA-256 over the texts that the source prints of all columns read, each behind its length. Another set of columns is another hash.</summary>
    public static byte[] Of(CellRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return SHA256.HashData(row.Written);
    }
}
