using System.Runtime.InteropServices;
using System.Text.Json;

namespace Reprise.Core.Mapping.Converters;

/// <summary>Watches for keys that an object of a JSON document has more than once.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct JsonKeys
{
    private Stack<HashSet<string>>? _objects;

    /// <summary>True when there was one.</summary>
    public bool AnyRepeated { get; private set; }

    /// <summary>Takes note of the token that the reader stands on. Its names have to be well-formed.</summary>
    public void See(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                (_objects ??= new Stack<HashSet<string>>()).Push(new HashSet<string>(StringComparer.Ordinal));
                break;
            case JsonTokenType.EndObject:
                _objects?.Pop();
                break;
            case JsonTokenType.PropertyName:
                AnyRepeated |= _objects?.Peek().Add(reader.GetString() ?? string.Empty) == false;
                break;
            default:
                break;
        }
    }
}
