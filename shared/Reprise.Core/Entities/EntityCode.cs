using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Reprise.Core.Serialization;

namespace Reprise.Core.Entities;

/// <summary>Stable code of an entity, such as <c>ud-75</c>: lower-case letters, digits and single hyphens, 2 to 32 characters.</summary>
[JsonConverter(typeof(EntityCodeConverter))]
public readonly partial record struct EntityCode
{
    private EntityCode(string value) => Value = value;

    /// <summary>The code.</summary>
    public string Value { get; }

    /// <summary>Parses a code.</summary>
    /// <returns>False when <paramref name="text"/> is not of the form.</returns>
    public static bool TryParse(string? text, out EntityCode code)
    {
        var fits = text is { Length: >= 2 and <= 32 } && Form().IsMatch(text);
        code = fits ? new EntityCode(text!) : default;
        return fits;
    }

    /// <summary>Parses a code that is known to be one.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static EntityCode Parse(string text) =>
        TryParse(text, out var code) ? code : throw new FormatException($"'{text}' is no entity code: lower-case letters, digits and single hyphens, 2 to 32 characters.");

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
