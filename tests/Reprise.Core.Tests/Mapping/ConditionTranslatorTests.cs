using Reprise.Core.Mapping;
using Reprise.Core.Mapping.Replicate;
using Reprise.Core.Mapping.Types;
using static Reprise.Core.Tests.Mapping.Bench;

namespace Reprise.Core.Tests.Mapping;

public sealed class ConditionTranslatorTests
{
    [Theory]
    [InlineData("`amount` >= 0", "\"amount\" >= 0")]
    [InlineData("(`amount` > 0)", "(\"amount\" > 0)")]
    [InlineData("`amount` <> -1.5 and `year` between 1901 and 2155", "\"amount\" <> -1.5 AND \"year\" BETWEEN 1901 AND 2155")]
    [InlineData("((`from` is null) or (`from` <= `to`))", "((\"from\" IS NULL) OR (\"from\" <= \"to\"))")]
    [InlineData("not (`year` in (1,2))", "NOT ((\"year\" IN (1, 2)))")]
    [InlineData("`year` not in (1,2)", "\"year\" NOT IN (1, 2)")]
    [InlineData("`from` > _utf8mb4'2000-01-01'", "\"from\" > '2000-01-01'")]
    [InlineData("(`amount` between -(10) and -(1.5))", "(\"amount\" BETWEEN -10 AND -1.5)")]
    [InlineData("`code` is not null", "\"code\" IS NOT NULL")]
    [InlineData("`flag` in (0,1)", "\"flag\" IN (false, true)")]
    [InlineData("`year` = `amount`", "\"year\" = \"amount\"")]
    public void A_condition_that_means_the_same_is_carried(string condition, string sql) => Assert.Equal(sql, Translate(condition));

    [Theory]
    [InlineData("`code` in ('a','b')")]
    [InlineData("`code` <> ''")]
    [InlineData("`amount` * 2 > 1")]
    [InlineData("`amount` > -(1 + 2)")]
    [InlineData("`amount` > -(`year`)")]
    [InlineData("`amount` / 2 > 1")]
    [InlineData("`code` regexp '^a'")]
    [InlineData("length(`code`) > 2")]
    [InlineData("char_length(`code`) = 3")]
    [InlineData("`exact` in (_utf8mb4'a',_utf8mb4'b')")]
    [InlineData("`from` > '0000-00-00'")]
    [InlineData("`from` > 20000101")]
    [InlineData("`year` > '5'")]
    [InlineData("`exact` < 'b'")]
    [InlineData("`flag` > 2")]
    [InlineData("`flag`")]
    [InlineData("`amount` <=> 1")]
    [InlineData("`unknown` > 1")]
    [InlineData("`amount` > 1 xor `year` > 1")]
    [InlineData("`exact` = 'a\\\\'")]
    [InlineData("(`amount` > 1")]
    [InlineData("")]
    public void Any_other_condition_is_refused_rather_than_guessed(string condition) => Assert.Null(Translate(condition));

    private static string? Translate(string condition)
    {
        var table = Table(
            "t",
            [
                Column("decimal(10,2)", name: "amount"), Column("smallint(6)", name: "year"), Column("date", name: "from"), Column("date", name: "to"),
                Column("varchar(3)", name: "code"), Column("varchar(3)", name: "exact") with { Collation = "utf8mb4_0900_bin" }, Column("bit(1)", name: "flag"),
            ]);
        var columns = table.Columns.ToDictionary(
            column => column.Name,
            column => new ColumnDefinition(column.Name, ReplicaTypes.For(column, SnapshotTypes.For(column, profile: null)), true, null, false, null, string.Empty));
        return new ConditionTranslator(table, columns).Translate(condition);
    }
}
