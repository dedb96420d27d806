namespace Reprise.Testing.Servers;

/// <summary>A server that sources run on.</summary>
public enum SourceServer
{
    /// <summary>MariaDB as Debian has it.</summary>
    MariaDb,

    /// <summary>MariaDB 11, of Debian's unstable distribution.</summary>
    MariaDb11,

    /// <summary>The newest MySQL.</summary>
    MySql,
}
