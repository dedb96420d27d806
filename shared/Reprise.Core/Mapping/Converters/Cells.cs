using Reprise.Core.Columns;

namespace Reprise.Core.Mapping.Converters;

/// <summary>Converts a word to a word.</summary>
/// <remarks>The cell interfaces are implemented by structs, so that each converter's loop is compiled with its cell inlined.</remarks>
internal interface IWordCell
{
    /// <summary>Converts one value; <paramref name="result"/> counts only when the verdict keeps it.</summary>
    Verdict Convert(long value, out long result);
}

/// <summary>Converts a word to bytes.</summary>
internal interface IWordBytesCell
{
    /// <summary>Most bytes a result has.</summary>
    int MaxLength { get; }

    /// <summary>Converts one value into <paramref name="room"/>.</summary>
    Verdict Convert(long value, Span<byte> room, out int length);
}

/// <summary>Converts bytes to a word.</summary>
internal interface IBytesWordCell
{
    /// <summary>Converts one value; <paramref name="result"/> counts only when the verdict keeps it.</summary>
    Verdict Convert(ReadOnlySpan<byte> value, out long result);
}

/// <summary>Converts bytes to bytes.</summary>
internal interface IBytesCell
{
    /// <summary>True when every value passes as it is.</summary>
    bool LeavesAlone(VariableColumn source);

    /// <summary>Most bytes that the result of a value of <paramref name="length"/> bytes has.</summary>
    int MaxLength(int length);

    /// <summary>Converts one value into <paramref name="room"/>.</summary>
    Verdict Convert(ReadOnlySpan<byte> value, Span<byte> room, out int length);
}
