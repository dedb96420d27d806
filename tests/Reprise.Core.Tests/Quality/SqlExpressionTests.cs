using Reprise.Core.Quality;

namespace Reprise.Core.Tests.Quality;

public sealed class SqlExpressionTests
{
    [Theory]
    [InlineData("left_on is null or left_on >= joined_on")]
    [InlineData("(a > 0) and (b[1] = ANY ('{1,2}'))")]
    [InlineData("note <> 'a;b--c/*' and \"we;ird\" = 'd''e'")]
    [InlineData("note = E'it\\'s; so' or selected")]
    [InlineData("created_at::timestamp with time zone < now()")]
    [InlineData("note like '%(%'")]
    [InlineData("a - -1 > 0 and b / 2 = 1")]
    public void One_expression_is_taken(string text) => Assert.Null(SqlExpression.Misfit(text));

    [Theory]
    [InlineData("true); drop table person; --")]
    [InlineData("true) from person where (true")]
    [InlineData("true; delete from person")]
    [InlineData("true -- and more")]
    [InlineData("true /* and more")]
    [InlineData("exists (select 1 from person)")]
    [InlineData("a in (VALUES (1))")]
    [InlineData("a in (table person)")]
    [InlineData("note = 'open")]
    [InlineData("\"open = 1")]
    [InlineData("note = E'open\\'")]
    [InlineData("note = 'a\\' or true) --'")]
    [InlineData("note = $$a$$")]
    [InlineData("a = $1")]
    [InlineData("(a = 1")]
    [InlineData("(a[1) = 1]")]
    public void What_could_end_the_statement_around_it_is_refused(string text) => Assert.NotNull(SqlExpression.Misfit(text));
}
