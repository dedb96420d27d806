using CsCheck;
using Reprise.Core.Mapping.Normalising;

namespace Reprise.Core.Tests.Mapping.Normalising;

/// <summary>What holds for every normaliser and every text.</summary>
public sealed class NormaliserPropertyTests
{
    private static readonly string[] Fragments =
    [
        "a", "É", "ſ", "ß", "İ", "ǅ", "é", "e\u0301", "\u0301", "\u0323", "Ã©", "Ãƒ", "&amp;", "&eacute;", "&#146;", "&#129;", ";", "&", " ", "\u00A0", "\u200B", "\u200D", "\t", "\n", "\0", "-", "'", "’", ".", ",", "/",
        ":", "@", "0", "1", "00", "12", "1234", "2024", "+33", "06", "FR", "GR", "ST", "LE", "D", "DE", "CEDEX", "gmial.com", ".con", "www.", "http://", "€", "EUR", "janvier", "1er", "s:1:\"a\";", "a:1:{", "}",
        "Mc", "II", "\uD800", "\uDC00", "😀", "한", "\u1100", "\u1161", "\u11A8", "732829320", "00074", "1,23E+13", "M.", "Mlle",
    ];

    public static TheoryData<string> Names => [.. Normalisers.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_text_makes_it_throw_and_its_form_is_left_alone(string name) => Texts().Sample(text =>
    {
        var once = Reading.Of(name, text);
        Assert.True(once == Reading.Refused || Reading.Of(name, once) == once);
    }, iter: 2_000);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_room_that_was_used_makes_no_difference(string name) => Gen.Select(Texts(), Texts()).Sample((first, second) =>
    {
        var room = new CharRoom();
        Normalisers.Get(name).Apply(first, room);
        var outcome = Normalisers.Get(name).Apply(second, room);
        Assert.Equal(Reading.Of(name, second), outcome switch { Normalised.Same => second, Normalised.Changed => new string(room.Written), _ => Reading.Refused });
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void A_very_long_text_is_read_or_refused(string name)
    {
        foreach (var unit in (ReadOnlySpan<string>)["a", "1", "é", "\u0301", "Ã©", "&amp;", " ", "\0", "\uD800", "a:1:{"])
        {
            var text = string.Concat(Enumerable.Repeat(unit, 20_000));
            var once = Reading.Of(name, text);
            Assert.True(once == Reading.Refused || Reading.Of(name, once) == once);
        }
    }

    [Fact]
    public void Every_name_is_a_constant_and_every_constant_a_normaliser() =>
        Assert.Equal(typeof(NormaliserNames).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal), Normalisers.Names);

    private static Gen<string> Texts() => Gen.OneOf(
        Gen.Char.Array[0, 12].Select(units => new string(units)),
        Gen.Int[0, Fragments.Length - 1].Array[0, 8].Select(places => string.Concat(places.Select(place => Fragments[place]))));
}
