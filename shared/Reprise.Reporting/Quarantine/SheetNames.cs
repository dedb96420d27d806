using System.Globalization;

namespace Reprise.Reporting.Quarantine;

/// <summary>Names of sheets and files made of names of tables: short, without letters that either refuses, each once.</summary>
internal sealed class SheetNames
{
    /// <summary>Longest name of a sheet.</summary>
    private const int MaxLength = 31;

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A name that was not given before.</summary>
    public string Next(string table)
    {
        var plain = new string([.. table.Select(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-' or ' ' ? letter : '_')]).Trim();
        plain = plain.Length == 0 ? "_" : plain;
        for (var number = 1; ; number++)
        {
            var suffix = number == 1 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" {number}");
            var name = plain[..Math.Min(plain.Length, MaxLength - suffix.Length)] + suffix;
            if (_taken.Add(name))
            {
                return name;
            }
        }
    }
}
