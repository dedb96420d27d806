using Reprise.Core.Catalogs;
using Reprise.Core.Mapping.Replicate;
using Reprise.Core.Mapping.Types;
using static Reprise.Core.Tests.Mapping.Bench;

namespace Reprise.Core.Tests.Mapping;

public sealed class DefaultTranslationTests
{
    [Theory]
    [InlineData("int(11)", "0", "0")]
    [InlineData("int(11)", "-5", "-5")]
    [InlineData("decimal(10,2)", "0.00", "0.00")]
    [InlineData("double", "1.5", "1.5")]
    [InlineData("varchar(20)", "l'été", "'l''été'")]
    [InlineData("varchar(20)", "", "''")]
    [InlineData("varchar(20)", "CURRENT_TIMESTAMP", "'CURRENT_TIMESTAMP'")]
    [InlineData("date", "2000-01-01", "'2000-01-01'")]
    [InlineData("datetime", "2000-01-01 12:00:00", "'2000-01-01 12:00:00'")]
    [InlineData("timestamp", "2000-01-01 12:00:00", "'2000-01-01 12:00:00+00'")]
    [InlineData("datetime", "CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP(0)")]
    [InlineData("time", "-01:30:00", "'-01:30:00'")]
    [InlineData("bit(1)", "b'1'", "true")]
    [InlineData("bit(4)", "b'101'", "B'0101'")]
    [InlineData("year(4)", "2024", "2024")]
    [InlineData("set('a','b')", "a,b", "ARRAY['a', 'b']::text[]")]
    [InlineData("set('a','b')", "", "'{}'::text[]")]
    [InlineData("varbinary(4)", "a", "'\\x61'")]
    [InlineData("varbinary(4)", "0x00FF", "'\\x00ff'")]
    [InlineData("binary(3)", "a", "'\\x610000'")]
    [InlineData("uuid", "2ed6657d-e927-568b-95e1-2665a8aea6a2", "'2ed6657d-e927-568b-95e1-2665a8aea6a2'")]
    public void A_literal_is_written_in_the_form_of_its_type(string declared, string text, string sql) => Assert.Equal(new DefaultTranslation(sql, null), Translate(declared, text));

    [Theory]
    [InlineData("timestamp(6)", "current_timestamp(6)", "CURRENT_TIMESTAMP(6)")]
    [InlineData("datetime", "now()", "CURRENT_TIMESTAMP(0)")]
    [InlineData("date", "curdate()", "CURRENT_DATE")]
    [InlineData("datetime", "(utc_timestamp())", "(CURRENT_TIMESTAMP AT TIME ZONE 'UTC')")]
    [InlineData("char(36)", "uuid()", "gen_random_uuid()::text")]
    [InlineData("uuid", "uuid()", "gen_random_uuid()")]
    [InlineData("json", "json_array()", "'[]'")]
    [InlineData("json", "_utf8mb4'{}'", "'{}'")]
    [InlineData("text", "_utf8mb4'été'", "'été'")]
    [InlineData("text", "_latin1'abc'", "'abc'")]
    [InlineData("int(11)", "(7)", "7")]
    [InlineData("int(11)", "-1", "-1")]
    public void An_expression_that_means_the_same_is_carried(string declared, string text, string sql) =>
        Assert.Equal(new DefaultTranslation(sql, null), Translate(declared, text, isExpression: true));

    [Theory]
    [InlineData("int(11)", "(rand() * 10)")]
    [InlineData("varchar(10)", "uuid()")]
    [InlineData("varchar(10)", "concat('a', 'b')")]
    [InlineData("datetime", "(now() + interval 1 day)")]
    [InlineData("varchar(10)", "(('a') || ('b'))")]
    public void Any_other_expression_is_not_carried(string declared, string text) =>
        Assert.Equal(new DefaultTranslation(null, FindingCodes.DefaultNotCarried), Translate(declared, text, isExpression: true));

    [Theory]
    [InlineData("date", "0000-00-00")]
    [InlineData("datetime", "0000-00-00 00:00:00")]
    [InlineData("timestamp", "0000-00-00 00:00:00")]
    [InlineData("date", "2024-00-00")]
    [InlineData("year(4)", "0000")]
    public void A_zero_date_is_dropped(string declared, string text) => Assert.Equal(new DefaultTranslation(null, FindingCodes.ZeroDateDefault), Translate(declared, text));

    [Fact]
    public void A_local_time_is_no_default_of_a_column_with_time_zone() => Assert.Equal(
        new DefaultTranslation(null, FindingCodes.DefaultNotCarried),
        DefaultTranslation.Of(Column("datetime") with { Default = "2024-07-01 12:00:00" }, new PgType(PgKind.TimestampTz)));

    [Fact]
    public void No_default_is_no_finding()
    {
        Assert.Equal(default, Translate("int(11)", null));
        Assert.Equal(default, Translate("int(11)", "(NULL)", isExpression: true));
    }

    private static DefaultTranslation Translate(string declared, string? text, bool isExpression = false)
    {
        var labels = declared.StartsWith("set", StringComparison.Ordinal) ? new[] { "a", "b" } : [];
        var column = Column(declared, labels: labels) with { Default = text, IsDefaultExpression = isExpression };
        return DefaultTranslation.Of(column, ReplicaTypes.For(column, SnapshotTypes.For(column, profile: null)));
    }
}
