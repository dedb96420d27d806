using System.Diagnostics;

namespace Reprise.Snapshots.Parts;

/// <summary>The one 64-bit word of a fixed column as the Parquet value it stands for, and back.</summary>
/// <typeparam name="T">Value as Parquet stores it.</typeparam>
internal interface IWord<T>
    where T : struct
{
    /// <summary>The value.</summary>
    /// <exception cref="OverflowException">The word is not a value of the column's type.</exception>
    static abstract T FromWord(long word);

    /// <summary>The word.</summary>
    static abstract long ToWord(T value);
}

/// <inheritdoc/>
internal readonly struct BooleanWord : IWord<bool>
{
    /// <inheritdoc/>
    public static bool FromWord(long word) => word switch
    {
        0 => false,
        1 => true,
        _ => throw new OverflowException("A boolean is 0 or 1."),
    };

    /// <inheritdoc/>
    public static long ToWord(bool value) => value ? 1 : 0;
}

/// <inheritdoc/>
internal readonly struct Int16Word : IWord<int>
{
    /// <inheritdoc/>
    public static int FromWord(long word) => checked((short)word);

    /// <inheritdoc/>
    public static long ToWord(int value) => value;
}

/// <inheritdoc/>
internal readonly struct Int32Word : IWord<int>
{
    /// <inheritdoc/>
    public static int FromWord(long word) => checked((int)word);

    /// <inheritdoc/>
    public static long ToWord(int value) => value;
}

/// <inheritdoc/>
internal readonly struct Int64Word : IWord<long>
{
    /// <inheritdoc/>
    public static long FromWord(long word) => word;

    /// <inheritdoc/>
    public static long ToWord(long value) => value;
}

/// <inheritdoc/>
internal readonly struct Float32Word : IWord<float>
{
    /// <inheritdoc/>
    public static float FromWord(long word)
    {
        var value = BitConverter.Int64BitsToDouble(word);
        Debug.Assert(double.IsNaN(value) || (float)value == value, "a single is stored as the equal double");
        return (float)value;
    }

    /// <inheritdoc/>
    public static long ToWord(float value) => BitConverter.DoubleToInt64Bits(value);
}

/// <inheritdoc/>
internal readonly struct Float64Word : IWord<double>
{
    /// <inheritdoc/>
    public static double FromWord(long word) => BitConverter.Int64BitsToDouble(word);

    /// <inheritdoc/>
    public static long ToWord(double value) => BitConverter.DoubleToInt64Bits(value);
}
