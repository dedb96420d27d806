using Reprise.MySql.Connections;

namespace Reprise.MySql.Tests.Connections;

public sealed class ServerVersionTests
{
    [Theory]
    [InlineData("10.11.19-MariaDB-deb12u1-log", "MariaDB 10.11.19", true)]
    [InlineData("5.5.5-10.3.39-MariaDB", "MariaDB 10.3.39", true)]
    [InlineData("11.4.2-MariaDB", "MariaDB 11.4.2", true)]
    [InlineData("8.0.39", "MySQL 8.0.39", true)]
    [InlineData("9.1.0-commercial", "MySQL 9.1.0", true)]
    [InlineData("5.7.44-48-log", "MySQL 5.7.44", true)]
    [InlineData("5.7.mysql_aurora.2.11.1", "MySQL 5.7.0", true)]
    [InlineData("5.6.51", "MySQL 5.6.51", false)]
    [InlineData("5.5.64-MariaDB", "MariaDB 5.5.64", false)]
    public void Versions_are_told_apart(string text, string shown, bool isSupported)
    {
        var version = ServerVersion.Parse(text);

        Assert.Equal(shown, version.ToString());
        Assert.Equal(isSupported, version.IsSupported);
    }
}
