namespace Reprise.Testing.Servers;

/// <summary>Connection strings of the servers that integration tests talk to, from the environment (<c>infra/local/test.sh</c> sets them).</summary>
public static class TestServers
{
    /// <summary>What stands in a variable in place of a connection string when the tests on that server are left out on purpose.</summary>
    private const string LeftOut = "none";

    /// <summary>ADO.NET connection string of a MariaDB administrator.</summary>
    public static string MariaDb => Required("REPRISE_TEST_MARIADB");

    /// <summary>The same for MariaDB 11.</summary>
    public static string MariaDb11 => Required("REPRISE_TEST_MARIADB11");

    /// <summary>ADO.NET connection string of a MySQL administrator, the newest version.</summary>
    public static string MySql => Required("REPRISE_TEST_MYSQL");

    /// <summary>Connection string of a source's server.</summary>
    public static string Source(SourceServer server) => server switch
    {
        SourceServer.MariaDb => MariaDb,
        SourceServer.MariaDb11 => MariaDb11,
        SourceServer.MySql => MySql,
        _ => throw new ArgumentOutOfRangeException(nameof(server)),
    };

    /// <summary>ADO.NET connection string of a PostgreSQL superuser, database <c>postgres</c>: the oldest version that Reprise serves.</summary>
    public static string Postgres => Required("REPRISE_TEST_POSTGRES");

    /// <summary>The same for PostgreSQL 18.</summary>
    public static string Postgres18 => Required("REPRISE_TEST_POSTGRES18");

    /// <summary>Connection string of a target's server.</summary>
    public static string Target(TargetServer server) => server switch
    {
        TargetServer.Postgres15 => Postgres,
        TargetServer.Postgres18 => Postgres18,
        _ => throw new ArgumentOutOfRangeException(nameof(server)),
    };

    /// <summary>Azure Storage connection string of Azurite.</summary>
    public static string Azurite => Required("REPRISE_TEST_AZURITE");

    /// <summary>A name no other test uses, for databases and containers: lower-case letters and digits.</summary>
    public static string UniqueName(string prefix) =>
        $"{prefix}{System.Security.Cryptography.RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 10)}";

    private static string Required(string variable)
    {
        var value = Environment.GetEnvironmentVariable(variable);
        if (value == LeftOut)
        {
            Assert.Skip($"{variable} is '{LeftOut}': tests on this server are left out.");
        }

        if (string.IsNullOrEmpty(value))
        {
            var remedy = $"{variable} is not set: start the servers with infra/local/up.sh, or run infra/local/test.sh.";
            if (Environment.GetEnvironmentVariable("REPRISE_REQUIRE_SERVERS") == "1")
            {
                Assert.Fail(remedy);
            }

            Assert.Skip(remedy);
        }

        return value;
    }
}
