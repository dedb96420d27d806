namespace Reprise.Core.Quality;

/// <summary>A column that makes groups: written <c>COLUMN</c>, or <c>year(COLUMN)</c> for the year of a date or time.</summary>
/// <param name="Name">The column.</param>
/// <param name="IsYear">True: by year.</param>
public sealed record GroupColumn(string Name, bool IsYear)
{
    private const string Year = "year(";

    /// <summary>Reads the written form.</summary>
    public static GroupColumn Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > Year.Length + 1 && text.StartsWith(Year, StringComparison.OrdinalIgnoreCase) && text[^1] == ')'
            ? new GroupColumn(text[Year.Length..^1].Trim(), IsYear: true)
            : new GroupColumn(text, IsYear: false);
    }

    /// <inheritdoc/>
    public override string ToString() => IsYear ? $"{Year}{Name})" : Name;
}
