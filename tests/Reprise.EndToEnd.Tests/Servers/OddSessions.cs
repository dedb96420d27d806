using System.Globalization;
using MySqlConnector;

namespace Reprise.EndToEnd.Tests.Servers;

/// <summary>An account whose sessions begin as those of a server with odd settings do; other accounts' sessions begin as ever. Gone on disposal.</summary>
/// <remarks>The server's init_connect sets, for this account only, what its global variables would be: everybody else shares the server.</remarks>
internal sealed class OddSessions : IAsyncDisposable
{
    private const string Password = "only-a-test";

    /// <summary>Session variables with what they are set to. Each of them changes what a careless session reads.</summary>
    private static readonly (string Variable, string Value)[] Settings =
    [
        ("sql_mode", "'PAD_CHAR_TO_FULL_LENGTH,ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT,IGNORE_SPACE,HIGH_NOT_PRECEDENCE,NO_UNSIGNED_SUBTRACTION'"),
        ("time_zone", "'-07:00'"),
        ("character_set_client", "'latin1'"),
        ("character_set_results", "'latin1'"),
        ("collation_connection", "'latin1_bin'"),
        ("lc_time_names", "'fr_FR'"),
        ("sql_select_limit", "2"),
        ("max_join_size", "1"),
        ("sql_big_selects", "0"),
        ("autocommit", "0"),
        ("div_precision_increment", "0"),
        ("group_concat_max_len", "4"),
        ("default_week_format", "3"),
    ];

    private readonly SampleDatabase _sample;
    private readonly string _account;

    private OddSessions(SampleDatabase sample, string account)
    {
        _sample = sample;
        _account = account;
    }

    /// <summary>Connection string of the account.</summary>
    public string Connection => new MySqlConnectionStringBuilder(_sample.Connection) { UserID = _account, Password = Password }.ConnectionString;

    /// <summary>Makes the account, with the privileges that the documentation asks for.</summary>
    public static async Task<OddSessions> CreateAsync(SampleDatabase sample, string account)
    {
        var sessions = new OddSessions(sample, account);
        await sample.ExecuteAsync($"CREATE USER '{account}'@'%' IDENTIFIED BY '{Password}'");
        await sample.ExecuteAsync($"GRANT SELECT, SHOW VIEW, LOCK TABLES ON `{sample.Name}`.* TO '{account}'@'%'");
        await sample.ExecuteAsync($"SET GLOBAL init_connect = \"SET {string.Join(", ", Settings.Select(setting => $"{setting.Variable} = {ForAccount(setting.Variable, setting.Value, account)}"))}\"");
        return sessions;
    }

    /// <summary>A value of a session as the account has it before anything is set.</summary>
    public async Task<string> AskAsync(string expression)
    {
        await using var connection = new MySqlConnection(Connection);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {expression}";
        return Convert.ToString(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), CultureInfo.InvariantCulture)!;
    }

    public async ValueTask DisposeAsync()
    {
        await _sample.ExecuteAsync("SET GLOBAL init_connect = ''");
        await _sample.ExecuteAsync($"DROP USER '{_account}'@'%'");
    }

    private static string ForAccount(string variable, string value, string account)
    {
        var chosen = $"IF(SUBSTRING_INDEX(USER(), '@', 1) = '{account}', {value}, @@{variable})";
        return value[0] == '\'' ? chosen : $"CAST({chosen} AS UNSIGNED)";
    }
}
