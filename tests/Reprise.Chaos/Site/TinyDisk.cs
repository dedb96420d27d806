using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Reprise.Chaos.Site;

/// <summary>A disk of its own for one database of PostgreSQL: a tablespace on a small tmpfs. Filled by a file beside the data, and emptied by deleting it.</summary>
/// <remarks>Needs root and the server on this machine. The write-ahead log stays elsewhere: without it the server itself would stop, which is another fault.</remarks>
internal sealed class TinyDisk : IAsyncDisposable
{
    private const long Room = 48L << 20;

    private readonly string _server;
    private readonly string _folder;

    private TinyDisk(string server, string tablespace, string folder)
    {
        _server = server;
        _folder = folder;
        Tablespace = tablespace;
    }

    /// <summary>Name of the tablespace.</summary>
    public string Tablespace { get; }

    private string Filler => Path.Combine(_folder, "filler");

    /// <summary>True where such a disk can be made.</summary>
    public static async Task<bool> IsPossibleAsync(string server, CancellationToken cancellationToken) =>
        Environment.IsPrivilegedProcess && OperatingSystem.IsLinux() && Directory.Exists(await ReadAsync(server, "SELECT current_setting('data_directory')", cancellationToken));

    /// <summary>Makes one with room for a copy of a database and what a run adds to it.</summary>
    public static async Task<TinyDisk> CreateAsync(string server, string name, string template, CancellationToken cancellationToken)
    {
        var bytes = long.Parse(await ReadAsync(server, $"SELECT pg_database_size('{template}')::text", cancellationToken), CultureInfo.InvariantCulture) + Room;
        var data = await ReadAsync(server, "SELECT current_setting('data_directory')", cancellationToken);
        var folder = Directory.CreateTempSubdirectory("reprise-disk-").FullName;
        await CommandAsync("mount", ["-t", "tmpfs", "-o", $"size={bytes.ToString(CultureInfo.InvariantCulture)}", "tmpfs", folder], cancellationToken);
        var disk = new TinyDisk(server, name, folder);
        var place = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        await CommandAsync("chmod", ["o+x", folder], cancellationToken);
        await CommandAsync("chown", [$"--reference={data}", place], cancellationToken);
        await TargetCopy.ExecuteAsync(server, $"CREATE TABLESPACE \"{name}\" LOCATION '{place}'", cancellationToken);
        return disk;
    }

    /// <summary>Leaves no byte free.</summary>
    public async Task FillAsync()
    {
        await using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var piece = new byte[64 << 10];
        try
        {
            while (true)
            {
                await filler.WriteAsync(piece);
            }
        }
        catch (IOException full)
        {
            Trace.TraceInformation(full.Message);
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Empty() => File.Delete(Filler);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Empty();
        await TargetCopy.ExecuteAsync(_server, $"DROP TABLESPACE IF EXISTS \"{Tablespace}\"", CancellationToken.None);
        await CommandAsync("umount", [_folder], CancellationToken.None);
        Directory.Delete(_folder);
    }

    private static async Task<string> ReadAsync(string server, string query, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(query, connection);
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task CommandAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }
}
