using Reprise.DemoData.Truth;

namespace Reprise.DemoData.Sources;

/// <summary>One of the legacy databases.</summary>
internal interface ISourceShape
{
    /// <summary>What is known about its rows.</summary>
    EntityTruth Truth { get; }

    /// <summary>Last part of the names of its database and of its account.</summary>
    string Suffix { get; }

    /// <summary>Character set of the database.</summary>
    string CharacterSet { get; }

    /// <summary>Embedded script that creates its tables.</summary>
    string Script { get; }

    /// <summary>Its tables, in the order in which they have to be filled.</summary>
    IEnumerable<SourceTable> Tables();
}
