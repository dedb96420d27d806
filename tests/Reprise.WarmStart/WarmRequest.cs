namespace Reprise.WarmStart;

/// <summary>A command to run.</summary>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Environment">Variables that it has beyond those of the process.</param>
public sealed record WarmRequest(string[] Arguments, IReadOnlyDictionary<string, string> Environment);
