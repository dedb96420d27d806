using MySqlConnector;
using Reprise.Core.Problems;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Tests.Connections;

public sealed class SourceSettingsTests
{
    [Fact]
    public void What_values_depend_on_is_pinned_whatever_the_string_says()
    {
        var settings = SourceSettings.Parse("Server=h;Database=d;User ID=u;Password=p;TreatTinyAsBoolean=true;GuidFormat=Char36;Pooling=true;ConvertZeroDateTime=true;AllowUserVariables=true;DefaultCommandTimeout=3");

        var pinned = new MySqlConnectionStringBuilder(settings.ConnectionString);
        Assert.False(pinned.TreatTinyAsBoolean || pinned.Pooling || pinned.ConvertZeroDateTime || pinned.AllowUserVariables);
        Assert.Equal(MySqlGuidFormat.None, pinned.GuidFormat);
        Assert.Equal(0u, pinned.DefaultCommandTimeout);
        Assert.Equal("database d at h:3306", settings.ToString());
    }

    [Theory]
    [InlineData("Server=h;User ID=jean;Password=s3cret", "names no database")]
    [InlineData("Server=h,g;Database=d;User ID=jean;Password=s3cret", "must name one server")]
    [InlineData("Server=h;Database=d;Password=s3cret;jean=1", "cannot be read")]
    [InlineData("Server=h;Database=d;SslMode=jean;Password=s3cret", "cannot be read")]
    public void A_string_that_cannot_work_is_refused_without_repeating_it(string connection, string what)
    {
        var failure = Assert.ThrowsAny<RepriseException>(() => SourceSettings.Parse(connection));

        Assert.Equal(ErrorCodes.InvalidConfiguration, failure.Code);
        Assert.Contains(what, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("jean", failure.ToString(), StringComparison.Ordinal);
    }
}
