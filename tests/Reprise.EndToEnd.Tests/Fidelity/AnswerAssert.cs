namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary>Compares answers as a whole, so that a failure shows all of both.</summary>
internal static class AnswerAssert
{
    public static void Equal(IReadOnlyList<string> expected, IReadOnlyList<string> actual) =>
        Assert.True(expected.SequenceEqual(actual), $"--- expected\n{string.Join('\n', expected)}\n--- actual\n{string.Join('\n', actual)}");
}
