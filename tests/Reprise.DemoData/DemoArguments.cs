using System.Globalization;

namespace Reprise.DemoData;

/// <summary>The command line.</summary>
internal static class DemoArguments
{
    public const string Usage =
        """
        reprise-demo-data --mariadb "ADMIN CONNECTION STRING" --postgres "ADMIN CONNECTION STRING" --seed N --out DIR
                          [--scale 1.0] [--prefix reprise_demo_]

        Drops, creates and fills the demo's databases. Writes DIR/demo.env and DIR/truth/.
        """;

    /// <exception cref="FormatException">Something is missing, unknown or unreadable; the message says what.</exception>
    public static DemoOptions Parse(IReadOnlyList<string> arguments)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (arguments[i] is not ("--mariadb" or "--postgres" or "--seed" or "--out" or "--scale" or "--prefix"))
            {
                throw new FormatException($"Unknown option {arguments[i]}.");
            }

            values[arguments[i]] = i + 1 < arguments.Count
                ? arguments[i + 1]
                : throw new FormatException($"{arguments[i]} needs a value.");
        }

        string Required(string name) => values.GetValueOrDefault(name) ?? throw new FormatException($"{name} is missing.");

        return new DemoOptions
        {
            MariaDb = Required("--mariadb"),
            Postgres = Required("--postgres"),
            OutputDirectory = Required("--out"),
            Seed = int.TryParse(Required("--seed"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
                ? seed
                : throw new FormatException("--seed takes a whole number."),
            Scale = double.TryParse(values.GetValueOrDefault("--scale", "1"), CultureInfo.InvariantCulture, out var scale)
                && scale is > 0 and <= 20
                ? scale
                : throw new FormatException("--scale takes a number above 0, up to 20."),
            Prefix = values.GetValueOrDefault("--prefix", "reprise_demo_"),
        };
    }
}
