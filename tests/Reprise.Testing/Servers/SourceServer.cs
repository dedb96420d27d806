namespace Reprise.Testing.Servers;

/// <summary>A server that sources run on.</summary>
public enum SourceServer
{
    /// <summary>MariaDB as Debian has it.</summary>
    MariaDb,

    /// <summary>The newest MySQL.</summary>
    MySql,
}
