using System.Text;

namespace Reprise.DemoData;

/// <summary>Seeded chance: one per subject, so that a change to one table does not move the others.</summary>
internal sealed class Dice(int seed, string subject)
{
    private readonly Random _random = new(Fold(seed, subject));

    public bool Chance(double probability) => _random.NextDouble() < probability;

    /// <summary>An integer from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => _random.Next(low, high + 1);

    public T One<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];

    public DateTime Moment(int fromYear, int toYear) =>
        new DateTime(fromYear, 1, 1, 8, 0, 0, DateTimeKind.Unspecified)
            .AddDays(Between(0, ((toYear - fromYear + 1) * 365) - 1))
            .AddMinutes(Between(0, 660));

    public DateOnly Day(int fromYear, int toYear) => DateOnly.FromDateTime(Moment(fromYear, toYear));

    /// <summary>Exactly <paramref name="count"/> different numbers below <paramref name="bound"/>.</summary>
    public HashSet<int> Distinct(int count, int bound)
    {
        var picked = new HashSet<int>();
        while (picked.Count < Math.Min(count, bound))
        {
            picked.Add(_random.Next(bound));
        }

        return picked;
    }

    public void Shuffle<T>(IList<T> values)
    {
        for (var i = values.Count - 1; i > 0; i--)
        {
            var j = _random.Next(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    public Guid Uuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>FNV-1a: string.GetHashCode differs from one process to the next.</summary>
    private static int Fold(int seed, string subject)
    {
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes($"{seed}/{subject}"))
        {
            hash = (hash ^ b) * 16777619u;
        }

        return (int)(hash & int.MaxValue);
    }
}
