namespace Reprise.Fidelity;

/// <summary>The command line.</summary>
/// <param name="MariaDb">Connection string of an administrator of the source server.</param>
/// <param name="Postgres">Connection string of a superuser of the target server.</param>
/// <param name="Package">Version of pgloader's package; empty = unknown.</param>
/// <param name="Output">File to write.</param>
internal sealed record FidelityArguments(string MariaDb, string Postgres, string Package, string Output)
{
    public const string Usage =
        """
        reprise-fidelity --mariadb "ADMIN CONNECTION STRING" --postgres "ADMIN CONNECTION STRING" --out FILE [--package VERSION]

        Loads every case with pgloader and writes FILE. infra/local/fidelity.sh calls it.
        """;

    /// <exception cref="FormatException">Something is missing or unknown; the message says what.</exception>
    public static FidelityArguments Parse(IReadOnlyList<string> arguments)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (arguments[i] is not ("--mariadb" or "--postgres" or "--out" or "--package"))
            {
                throw new FormatException($"Unknown option {arguments[i]}.");
            }

            values[arguments[i]] = i + 1 < arguments.Count ? arguments[i + 1] : throw new FormatException($"{arguments[i]} needs a value.");
        }

        string Required(string name) => values.GetValueOrDefault(name) ?? throw new FormatException($"{name} is missing.");

        return new FidelityArguments(Required("--mariadb"), Required("--postgres"), values.GetValueOrDefault("--package", string.Empty), Required("--out"));
    }
}
