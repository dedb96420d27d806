using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Reprise.Postgres.Ledger;

/// <summary>A row of the audit trail, as far as it is hashed.</summary>
/// <param name="Run">The run it is about; null when about none.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">Did what.</param>
/// <param name="Detail">How; without values and secrets.</param>
/// <param name="At">When, UTC, in microseconds as the server keeps it.</param>
internal sealed record AuditEntry(string? Run, string Actor, string Action, string Detail, DateTime At)
{
    /// <summary>SHA-256 of the hash before and this row. Each text is preceded by its length, so that no two rows have the same form.</summary>
    public byte[] HashAfter(byte[] previous)
    {
        var at = At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        var form = string.Concat(new[] { Run, Actor, Action, Detail, at }.Select(text => text is null ? "-;" : $"{text.Length}:{text};"));
        return SHA256.HashData([.. previous, .. Encoding.UTF8.GetBytes(form)]);
    }
}
