using Reprise.Core.Ports;
using Reprise.Core.Problems;

namespace Reprise.Host.Display;

/// <summary>Writes documents into a folder that somebody named.</summary>
internal static class DocumentFiles
{
    /// <summary>Writes them.</summary>
    /// <returns>Their paths.</returns>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/>: the folder cannot be written to.</exception>
    public static async Task<List<string>> WriteAsync(string folder, IReadOnlyList<ReportDocument> documents, CancellationToken cancellationToken)
    {
        var files = new List<string>();
        foreach (var document in documents)
        {
            files.Add(await WriteAsync(folder, document, cancellationToken));
        }

        return files;
    }

    private static async Task<string> WriteAsync(string folder, ReportDocument document, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, document.Name);
        try
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllBytesAsync(path, document.Content, cancellationToken);
            return path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RepriseException(ErrorCodes.InvalidConfiguration, $"Cannot write {path}: {exception.Message} Say --output DIR with a folder you may write to.", inner: exception);
        }
    }
}
