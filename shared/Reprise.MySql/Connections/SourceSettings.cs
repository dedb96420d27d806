using MySqlConnector;
using Reprise.Core.Problems;

namespace Reprise.MySql.Connections;

/// <summary>A connection string of which everything that values depend on is pinned, and what of it may be said in messages.</summary>
/// <remarks>Where and as whom to connect, and how to encrypt, is the operator's; how values arrive is ours. A class, not a record: printing it must not print a secret.</remarks>
internal sealed class SourceSettings
{
    private const uint ConnectSeconds = 30;
    private const uint KeepaliveSeconds = 60;

    private SourceSettings(string connectionString, string place, string database)
    {
        ConnectionString = connectionString;
        Place = place;
        Database = database;
    }

    /// <summary>The pinned connection string: a secret.</summary>
    public string ConnectionString { get; }

    /// <summary><c>host:port</c>, or the path of a socket.</summary>
    public string Place { get; }

    /// <summary>Name of the database.</summary>
    public string Database { get; }

    /// <summary>Reads a connection string.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/>.</exception>
    public static SourceSettings Parse(string connection)
    {
        var builder = Read(connection);
        if (string.IsNullOrWhiteSpace(builder.Server) || builder.Server.Contains(',', StringComparison.Ordinal))
        {
            throw Invalid("The source's connection string must name one server, because all readers must reach the same one.", "Write Server=host.");
        }

        var place = builder.Server.StartsWith('/') ? builder.Server : $"{builder.Server}:{builder.Port}";
        if (string.IsNullOrWhiteSpace(builder.Database))
        {
            throw Invalid($"The source's connection string for {place} names no database.", "Add Database=name.");
        }

        Pin(builder);
        return new SourceSettings(builder.ConnectionString, place, builder.Database);
    }

    /// <inheritdoc/>
    public override string ToString() => $"database {Database} at {Place}";

    private static MySqlConnectionStringBuilder Read(string connection)
    {
        try
        {
            return new MySqlConnectionStringBuilder(connection);
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or InvalidOperationException)
        {
            // The parser's message may quote a part of a password that holds a semicolon: neither it nor the exception goes on.
            throw Invalid("The source's connection string cannot be read.", "Write Key=Value pairs joined by semicolons; a value with a semicolon or a quote goes in quotes: Password=\"a;b\".");
        }
    }

    private static void Pin(MySqlConnectionStringBuilder builder)
    {
        // What values look like.
        builder.TreatTinyAsBoolean = false;
        builder.GuidFormat = MySqlGuidFormat.None;
        builder.OldGuids = false;
        builder.AllowZeroDateTime = false;
        builder.ConvertZeroDateTime = false;
        builder.NoBackslashEscapes = false;
        builder.IgnorePrepare = false;

        // What statements may do.
        builder.AllowUserVariables = false;
        builder.AllowLoadLocalInfile = false;
        builder.AutoEnlist = false;
        builder.ServerRedirectionMode = MySqlServerRedirectionMode.Disabled;

        // A connection belongs to one consistent point and dies with it; a large table may stream for hours.
        builder.Pooling = false;
        builder.ConnectionReset = true;
        builder.ConnectionTimeout = ConnectSeconds;
        builder.DefaultCommandTimeout = 0;
        builder.CancellationTimeout = 5;
        builder.Keepalive = KeepaliveSeconds;
        builder.ApplicationName = "Reprise";
    }

    private static SourceUnavailableException Invalid(string message, string remedy) =>
        new(new SourceFailure(ErrorCodes.InvalidConfiguration, message, remedy, IsTransient: false));
}
