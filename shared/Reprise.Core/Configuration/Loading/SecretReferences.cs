using System.Text.RegularExpressions;

namespace Reprise.Core.Configuration.Loading;

/// <summary>Reads references to secrets, and refuses secrets without repeating them.</summary>
internal sealed partial class SecretReferences(string folder)
{
    /// <summary>The reference under a key of <paramref name="mapping"/>; null after the problem was reported.</summary>
    public SecretReference? Read(YamlMapping? mapping, string key)
    {
        if (mapping?.Text(key) is not { } text)
        {
            return null;
        }

        if (SecretReference.TryParse(text) is not { } reference || !LooksLikeReference(reference))
        {
            mapping.Report(
                ProblemCodes.InlineSecret,
                mapping.LineOf(key),
                $"'{key}' holds something else than a reference; it is not repeated here, because it may be a secret.",
                "Put the secret into an environment variable or a file and write env:NAME or file:PATH. If it was a real secret, change it: this file may have been copied.");
            return null;
        }

        if (reference.Scheme == SecretScheme.File && SecretFile.IsReadableByOthers(SecretFile.PathOf(folder, reference)))
        {
            mapping.Report(ProblemCodes.SecretFileReadable, mapping.LineOf(key), SecretFile.ReadableMessage(reference), SecretFile.ReadableRemedy);
        }

        return reference;
    }

    // env:Server=... and file:Server=... would carry a connection string into every message that names the reference.
    private static bool LooksLikeReference(SecretReference reference) =>
        reference.Scheme == SecretScheme.Environment ? VariableName().IsMatch(reference.Name) : FilePath().IsMatch(reference.Name);

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,127}\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex VariableName();

    [GeneratedRegex("^[^;=\\x00-\\x1F]{1,512}\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FilePath();
}
