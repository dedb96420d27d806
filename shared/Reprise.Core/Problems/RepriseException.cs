using System.Collections.Immutable;

namespace Reprise.Core.Problems;

/// <summary>A problem of the environment or of an operator's request. Problems of data are values, never exceptions.</summary>
/// <remarks>The message says what, where and what to do, and holds no cell value and no secret.</remarks>
public class RepriseException : Exception
{
    /// <summary>A failure with a stable code.</summary>
    /// <param name="code">Stable code in snake_case; part of the API.</param>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="isTransient">True when the same step may succeed later without anybody doing anything.</param>
    /// <param name="inner">The failure underneath.</param>
    public RepriseException(string code, string message, bool isTransient = false, Exception? inner = null)
        : base(message, inner)
    {
        Code = code;
        IsTransient = isTransient;
    }

    /// <summary>Stable code in snake_case.</summary>
    public string Code { get; }

    /// <summary>True when the same step may succeed later.</summary>
    public bool IsTransient { get; }

    /// <summary>All problems behind it, when there are several.</summary>
    public ImmutableArray<Problem> Problems { get; init; } = [];
}
