using Reprise.Core.Mapping.Normalising;

namespace Reprise.Core.Tests.Mapping.Normalising;

/// <summary>Applies one normaliser to one text.</summary>
internal static class Reading
{
    public const string Refused = "<refused>";

    /// <summary>What becomes of the text.</summary>
    public static string Of(string name, string text)
    {
        var room = new CharRoom();
        return Normalisers.Get(name).Apply(text, room) switch
        {
            Normalised.Same => text,
            Normalised.Changed => new string(room.Written),
            _ => Refused,
        };
    }

    /// <summary>A text is in its own form, becomes another or has none; and the form is left alone.</summary>
    public static void AssertBecomes(string name, string text, string expected)
    {
        Assert.Equal(expected, Of(name, text));
        if (expected != Refused)
        {
            Assert.Equal(expected, Of(name, expected));
        }
    }
}
