using System.Text;

namespace Reprise.DemoData;

/// <summary>The connection strings as shell variables, in a file that only its owner can read.</summary>
internal static class EnvironmentFile
{
    public static async Task WriteAsync(DemoResult result, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var (entity, connection) in result.Sources)
        {
            Append(text, $"REPRISE_DEMO_{entity.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant()}", connection);
        }

        Append(text, "REPRISE_DEMO_TARGET", result.Target);

        // The mode of an existing file would stay as it is; a new file never has a wider one, not even for a moment.
        File.Delete(result.EnvironmentFile);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var writer = new StreamWriter(result.EnvironmentFile, new UTF8Encoding(false), options);
        await writer.WriteAsync(text, cancellationToken);
    }

    private static void Append(StringBuilder text, string name, string value) =>
        text.Append(name).Append("='").Append(value.Replace("'", @"'\''", StringComparison.Ordinal)).Append("'\n");
}
