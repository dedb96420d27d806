using System.Globalization;

namespace Reprise.Benchmarks;

/// <summary>What <c>bench.sh speed</c> asks for.</summary>
internal sealed record BenchmarkOptions
{
    /// <summary>Sets to move.</summary>
    public IReadOnlyList<string> Sets { get; init; } = ["crm", "employees"];

    /// <summary>Peers to run in turn.</summary>
    public IReadOnlyList<string> Peers { get; init; } = ["pgloader", "bare", MappedContender.Mapped];

    /// <summary>Rounds.</summary>
    public int Runs { get; init; } = 5;

    /// <summary>Size: 1 is a million companies, or the well-known sample's numbers of rows.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Folder for results.</summary>
    public required string Output { get; init; }

    /// <summary>Reprise.Host.dll.</summary>
    public required string Host { get; init; }

    /// <summary>Administrator of MariaDB.</summary>
    public required string MariaDb { get; init; }

    /// <summary>Superuser of PostgreSQL.</summary>
    public required string Postgres { get; init; }

    /// <summary>Azurite.</summary>
    public required string Blobs { get; init; }

    /// <summary>Reads arguments and environment.</summary>
    /// <exception cref="ArgumentException">An argument that is none.</exception>
    public static BenchmarkOptions Read(string[] arguments, Func<string, string?> environment)
    {
        var options = new BenchmarkOptions
        {
            Output = Required(environment, "BENCH_OUTPUT"),
            Host = Required(environment, "BENCH_HOST"),
            MariaDb = Required(environment, "REPRISE_TEST_MARIADB"),
            Postgres = Required(environment, "REPRISE_TEST_POSTGRES"),
            Blobs = Required(environment, "REPRISE_TEST_AZURITE"),
        };
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : throw new ArgumentException($"{arguments[i]} wants a value.");
            options = arguments[i] switch
            {
                "--rows" => options with { Scale = long.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture) / 1_000_000d },
                "--sets" => options with { Sets = Known(value, DataSet.All.Select(set => set.Name)) },
                "--peers" => options with { Peers = Known(value, ["pgloader", "bare", MappedContender.Mapped, "none"]) },
                "--runs" => options with { Runs = int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture) },
                _ => throw new ArgumentException($"{arguments[i]} is not known; --rows N, --sets {DataSet.Names}, --peers pgloader,bare,mapped, --runs N are."),
            };
        }

        return options;
    }

    private static IReadOnlyList<string> Known(string value, IEnumerable<string> known)
    {
        var words = value.Split(',');
        return Array.Find(words, word => !known.Contains(word)) is { } odd ? throw new ArgumentException($"'{odd}' is not known; {string.Join(", ", known)} are.") : words;
    }

    private static string Required(Func<string, string?> environment, string name) => environment(name) ?? throw new ArgumentException($"{name} is not set: start this with infra/local/bench.sh.");
}
