using Reprise.MySql.Catalogs;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Tests.Catalogs;

public sealed class ColumnDefaultTests
{
    private static readonly ServerVersion MySql = ServerVersion.Parse("8.0.39");
    private static readonly ServerVersion MariaDb = ServerVersion.Parse("10.11.19-MariaDB");
    private static readonly ServerVersion OldMariaDb = ServerVersion.Parse("5.5.5-10.1.48-MariaDB");

    [Theory]
    [InlineData("abc", "varchar", "", "abc", false)]
    [InlineData("NULL", "varchar", "", "NULL", false)]
    [InlineData("CURRENT_TIMESTAMP(3)", "datetime", "", "CURRENT_TIMESTAMP(3)", true)]
    [InlineData("CURRENT_TIMESTAMP", "varchar", "", "CURRENT_TIMESTAMP", false)]
    [InlineData("uuid()", "char", "DEFAULT_GENERATED", "uuid()", true)]
    [InlineData(null, "int", "", null, false)]
    public void MySql_writes_literals_bare(string? spelled, string type, string extra, string? text, bool isExpression) =>
        Assert.Equal(new ColumnDefault(text, isExpression), ColumnDefault.Read(spelled, type, extra, MySql));

    [Theory]
    [InlineData("'abc'", "abc", false)]
    [InlineData("'NULL'", "NULL", false)]
    [InlineData("NULL", null, false)]
    [InlineData("1.50", "1.50", false)]
    [InlineData("-5", "-5", false)]
    [InlineData("b'101'", "b'101'", false)]
    [InlineData("x'61620000'", "0x61620000", false)]
    [InlineData("'x\\'61\\''", "x'61'", false)]
    [InlineData("current_timestamp()", "current_timestamp()", true)]
    public void MariaDb_quotes_literals(string spelled, string? text, bool isExpression) =>
        Assert.Equal(new ColumnDefault(text, isExpression), ColumnDefault.Read(spelled, "varchar", string.Empty, MariaDb));

    [Fact]
    public void Old_MariaDb_spells_like_MySql() =>
        Assert.Equal(new ColumnDefault("abc", false), ColumnDefault.Read("abc", "varchar", string.Empty, OldMariaDb));
}
