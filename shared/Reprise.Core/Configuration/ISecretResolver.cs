namespace Reprise.Core.Configuration;

/// <summary>Turns references into secrets. What it returns is never logged, stored or reported.</summary>
public interface ISecretResolver
{
    /// <summary>The secret.</summary>
    /// <exception cref="Problems.RepriseException">Not there or empty; the message names the reference and the remedy.</exception>
    string Resolve(SecretReference reference);
}
