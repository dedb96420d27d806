namespace Reprise.Core.Problems;

/// <summary>Something wrong with configuration, plan, schema or privileges: found before anything is touched, reported with all the others.</summary>
/// <param name="Code">Stable code in snake_case, such as <c>unknown_key</c>; part of the API.</param>
/// <param name="Message">What is wrong; never a secret or a cell value.</param>
/// <param name="Remedy">What would be right.</param>
/// <param name="File">File it was found in, relative to the configuration folder; null when it is not about a file.</param>
/// <param name="Line">Line in <paramref name="File"/>, from 1; 0 when unknown.</param>
public sealed record Problem(string Code, string Message, string Remedy, string? File = null, int Line = 0)
{
    /// <summary><c>file:line: message Remedy.</c></summary>
    public override string ToString()
    {
        var place = File is null ? string.Empty : Line > 0 ? $"{File}:{Line}: " : $"{File}: ";
        return $"{place}{Message} {Remedy}";
    }
}
