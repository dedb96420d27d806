namespace Reprise.Core.Configuration;

/// <summary>Where a secret is, never the secret: <c>env:NAME</c> or <c>file:PATH</c>.</summary>
/// <param name="Scheme">Kind of place.</param>
/// <param name="Name">Name of the variable, or path of the file (relative to the configuration folder).</param>
public sealed record SecretReference(SecretScheme Scheme, string Name)
{
    /// <summary>Parses a reference.</summary>
    /// <returns>Null when <paramref name="text"/> is none, for instance because a secret was written inline.</returns>
    public static SecretReference? TryParse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (text.StartsWith("env:", StringComparison.Ordinal) && text.Length > 4)
        {
            return new SecretReference(SecretScheme.Environment, text[4..]);
        }

        return text.StartsWith("file:", StringComparison.Ordinal) && text.Length > 5
            ? new SecretReference(SecretScheme.File, text[5..])
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Scheme == SecretScheme.Environment ? $"env:{Name}" : $"file:{Name}";
}

/// <summary>Kinds of places for secrets.</summary>
public enum SecretScheme
{
    /// <summary>An environment variable.</summary>
    Environment,

    /// <summary>A file; trailing line ends are not part of the secret.</summary>
    File,
}
