using System.Globalization;
using Reprise.Chaos.Faults;

namespace Reprise.Chaos;

/// <summary>What a campaign is asked to do, and with what.</summary>
internal sealed record ChaosOptions
{
    public const string Usage = "chaos [--runs N] [--seed S] [--only RUN] [--faults NAME,...] [--scale X] | nodes [--runs N] [--scale X]";

    /// <summary>Disturbed runs.</summary>
    public int Runs { get; init; } = 30;

    /// <summary>Everything that is drawn comes from here.</summary>
    public int Seed { get; init; } = 20261130;

    /// <summary>The number of the one run to repeat; null = all.</summary>
    public int? Only { get; init; }

    /// <summary>Kinds of fault, in turn.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = Fault.All;

    /// <summary>Size of the demo's data.</summary>
    public double Scale { get; init; } = 0.02;

    /// <summary>Entities, in the order in which they are migrated.</summary>
    public IReadOnlyList<string> Entities { get; init; } = ["national", "ud-75", "ud-69"];

    /// <summary>Folder for <c>chaos.json</c>.</summary>
    public required string Output { get; init; }

    /// <summary>Reprise.Host.dll.</summary>
    public required string Host { get; init; }

    /// <summary>Folder of the demo's plans.</summary>
    public required string Plans { get; init; }

    /// <summary>Administrator of MariaDB.</summary>
    public required string MariaDb { get; init; }

    /// <summary>Superuser of PostgreSQL.</summary>
    public required string Postgres { get; init; }

    /// <summary>Azurite.</summary>
    public required string Blobs { get; init; }

    /// <summary>Reads arguments and environment.</summary>
    /// <exception cref="ArgumentException">An argument that is none.</exception>
    public static ChaosOptions Read(IReadOnlyList<string> arguments, Func<string, string?> environment)
    {
        var options = new ChaosOptions
        {
            Output = Required(environment, "BENCH_OUTPUT"),
            Host = Required(environment, "BENCH_HOST"),
            Plans = Required(environment, "BENCH_PLANS"),
            MariaDb = Required(environment, "REPRISE_TEST_MARIADB"),
            Postgres = Required(environment, "REPRISE_TEST_POSTGRES"),
            Blobs = Required(environment, "REPRISE_TEST_AZURITE"),
        };
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : throw new ArgumentException($"{arguments[i]} wants a value.");
            options = arguments[i] switch
            {
                "--runs" => options with { Runs = Number(arguments[i], value) },
                "--seed" => options with { Seed = Number(arguments[i], value) },
                "--only" => options with { Only = Number(arguments[i], value) },
                "--faults" => options with { Faults = [.. value.Split(',').Select(Fault.Parse)] },
                "--scale" => options with { Scale = double.TryParse(value, CultureInfo.InvariantCulture, out var scale) ? scale : throw new ArgumentException("--scale takes a number, such as 0.02.") },
                _ => throw new ArgumentException($"{arguments[i]} is not known. usage: {Usage}"),
            };
        }

        return options;
    }

    private static int Number(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new ArgumentException($"{name} takes a whole number.");

    private static string Required(Func<string, string?> environment, string name) => environment(name) ?? throw new ArgumentException($"{name} is not set: start this with infra/local/bench.sh.");
}
