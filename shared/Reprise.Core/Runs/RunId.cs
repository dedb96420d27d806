using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Reprise.Core.Entities;
using Reprise.Core.Serialization;

namespace Reprise.Core.Runs;

/// <summary>Id of a run: entity, UTC second and four random letters, such as <c>ud-75-20261124093000-k7qd</c>. Sorts by time within an entity; safe in URLs, blob names and identifiers.</summary>
[JsonConverter(typeof(RunIdConverter))]
public readonly partial record struct RunId
{
    private const string Letters = "abcdefghjkmnpqrstvwxyz23456789";

    private RunId(string value) => Value = value;

    /// <summary>The id.</summary>
    public string Value { get; }

    /// <summary>Its last nineteen characters as they stand in PostgreSQL identifiers, such as <c>20261124093000_k7qd</c>.</summary>
    public string Suffix => Value[^19..].Replace('-', '_');

    /// <summary>The entity the run is of.</summary>
    public EntityCode Entity => EntityCode.Parse(Value[..^20]);

    /// <summary>A new id.</summary>
    public static RunId Create(EntityCode entity, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var stamp = time.GetUtcNow().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        return new RunId($"{entity}-{stamp}-{RandomNumberGenerator.GetString(Letters, 4)}");
    }

    /// <summary>Parses an id.</summary>
    public static bool TryParse(string? text, out RunId run)
    {
        var fits = text is { Length: <= 64 } && Form().IsMatch(text);
        run = fits ? new RunId(text!) : default;
        return fits;
    }

    /// <summary>Parses what is known to be an id.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static RunId Parse(string text) => TryParse(text, out var run) ? run : throw new FormatException($"'{text}' is no run id.");

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*-[0-9]{14}-[a-z0-9]{4}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
