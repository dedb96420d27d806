using Reprise.Core.Problems;

namespace Reprise.MySql.Connections;

/// <summary>The source cannot be used at all: no connection, or a connection string that makes none.</summary>
internal sealed class SourceUnavailableException(SourceFailure words) : RepriseException(words.Code, $"{words.Message} {words.Remedy}", words.IsTransient)
{
    /// <summary>The same as a problem.</summary>
    public Problem Problem { get; } = new(words.Code, words.Message, words.Remedy);
}
