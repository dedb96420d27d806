namespace Reprise.Core.Configuration;

/// <summary>Files that hold one secret.</summary>
internal static class SecretFile
{
    public const string ReadableRemedy = "Take their right away (chmod 600), and change the secret if others use this machine.";

    public static string ReadableMessage(SecretReference reference) => $"Other accounts of this machine can read the secret's file {reference}.";

    /// <summary>Absolute path of a <c>file:</c> reference.</summary>
    public static string PathOf(string folder, SecretReference reference) => Path.GetFullPath(reference.Name, folder);

    /// <summary>True when the file is there and accounts outside its group may read it. Windows has no such mode and answers false.</summary>
    public static bool IsReadableByOthers(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        try
        {
            return File.Exists(path) && File.GetUnixFileMode(path).HasFlag(UnixFileMode.OtherRead);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Whoever cannot even look at the file is told so when the secret is asked for.
            return false;
        }
    }
}
