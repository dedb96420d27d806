using Reprise.MySql.Catalogs;

namespace Reprise.MySql.Tests.Catalogs;

public sealed class DeclaredTypeTests
{
    [Theory]
    [InlineData("enum('a','b')", "a;b")]
    [InlineData("enum('a''b','c,d','')", "a'b;c,d;")]
    [InlineData(@"set('e\\f','l\nm','é')", "e\\f;l\nm;é")]
    [InlineData("enum(')','(')", ");(")]
    public void Labels_keep_quotes_commas_and_accents(string declared, string labels) =>
        Assert.Equal(labels, string.Join(';', DeclaredType.Labels(declared)));

    [Theory]
    [InlineData("'it''s'", true, "it's")]
    [InlineData("''", true, "")]
    [InlineData("'a' + 'b'", false, null)]
    [InlineData("uuid()", false, null)]
    public void A_literal_is_quoted_from_end_to_end(string text, bool isLiteral, string? literal)
    {
        Assert.Equal(isLiteral, DeclaredType.TryUnquote(text, out var found));
        if (isLiteral)
        {
            Assert.Equal(literal, found);
        }
    }
}
