using Reprise.Core.Problems;

namespace Reprise.Core.Configuration;

/// <summary>Resolves <c>env:</c> and <c>file:</c> references.</summary>
/// <param name="folder">Absolute path of the configuration folder, which file paths are relative to.</param>
/// <param name="environment">Reads an environment variable; null when it is not set. The host passes its own.</param>
public sealed class SecretResolver(string folder, Func<string, string?> environment) : ISecretResolver
{
    /// <inheritdoc/>
    public string Resolve(SecretReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var secret = (reference.Scheme == SecretScheme.Environment ? environment(reference.Name) : Read(reference))?.TrimEnd('\r', '\n');
        if (secret is null)
        {
            throw Failure(ProblemCodes.MissingSecret, $"The secret {reference} is not there.", WhereToPutIt(reference));
        }

        return string.IsNullOrWhiteSpace(secret)
            ? throw Failure(ProblemCodes.EmptySecret, $"The secret {reference} is empty.", WhereToPutIt(reference))
            : secret;
    }

    private string? Read(SecretReference reference)
    {
        var path = SecretFile.PathOf(folder, reference);
        if (SecretFile.IsReadableByOthers(path))
        {
            throw Failure(ProblemCodes.SecretFileReadable, SecretFile.ReadableMessage(reference), SecretFile.ReadableRemedy);
        }

        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Failure(ProblemCodes.UnreadableFile, $"The secret {reference} cannot be read.", "Let the account that runs Reprise read the file.", failure);
        }
    }

    private static string WhereToPutIt(SecretReference reference) =>
        reference.Scheme == SecretScheme.Environment
            ? $"Set the environment variable {reference.Name} for the process that runs Reprise."
            : "Write the secret into that file (the path is relative to the configuration folder), readable by the account that runs Reprise only.";

    private static RepriseException Failure(string code, string message, string remedy, Exception? inner = null) =>
        new(ErrorCodes.InvalidConfiguration, $"{message} {remedy}", inner: inner) { Problems = [new Problem(code, message, remedy)] };
}
