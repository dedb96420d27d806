namespace Reprise.Postgres.Publishing;

/// <summary>The application wrote to a record between resolving and publishing. Never leaves the publisher: it resolves again.</summary>
internal sealed class StaleResolutionException : Exception;
