using Reprise.Core.Problems;

namespace Reprise.Reporting.Quarantine;

/// <summary>Files with personal data in them.</summary>
internal static class PrivateFile
{
    /// <summary>Creates a file that only its owner may read.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/>: it is there already, or may not be created.</exception>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            return new FileStream(path, options);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new RepriseException(ErrorCodes.InvalidConfiguration, $"{path} is there already and may hold somebody's work. Say another file, or remove it.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RepriseException(ErrorCodes.InvalidConfiguration, $"Cannot create {path}: {exception.Message} Say a file in a folder you may write to.", inner: exception);
        }
    }

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/>.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RepriseException(ErrorCodes.InvalidConfiguration, $"Cannot read {path}: {exception.Message}", inner: exception);
        }
    }
}
