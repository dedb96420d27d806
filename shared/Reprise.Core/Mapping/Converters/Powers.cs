namespace Reprise.Core.Mapping.Converters;

/// <summary>Powers of ten that fit a word.</summary>
internal static class Powers
{
    /// <summary>10^0 to 10^18.</summary>
    public static readonly long[] Ten = [.. Enumerable.Range(0, 19).Select(exponent => (long)Math.Pow(10, exponent))];

    /// <summary>Largest unscaled value of so many digits.</summary>
    public static long Limit(int precision) => Ten[precision] - 1;
}
