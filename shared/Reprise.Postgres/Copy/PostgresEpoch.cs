namespace Reprise.Postgres.Copy;

/// <summary>PostgreSQL counts days and microseconds from 2000-01-01, batches from 1970-01-01.</summary>
internal static class PostgresEpoch
{
    /// <summary>Days between the two.</summary>
    public const int Days = 10_957;

    /// <summary>Microseconds between the two.</summary>
    public const long Microseconds = Days * 86_400_000_000L;
}
