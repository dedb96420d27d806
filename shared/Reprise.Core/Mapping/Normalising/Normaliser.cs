namespace Reprise.Core.Mapping.Normalising;

/// <summary>Brings a text into the one form that a rule wants, or refuses it. Stateless: one instance serves all columns and threads.</summary>
/// <remarks>A form that was written is left alone when it is read again. Nothing depends on time, machine or culture, and no text makes it throw.</remarks>
internal abstract class Normaliser(string name)
{
    /// <summary>Name from <see cref="NormaliserNames"/>.</summary>
    public string Name => name;

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text; may be empty, and may hold halves of surrogate pairs.</param>
    /// <param name="room">Where the form wanted is written; its content counts only when the answer is <see cref="Normalised.Changed"/>.</param>
    public Normalised Apply(ReadOnlySpan<char> text, CharRoom room)
    {
        room.Clear();
        if (!TryWrite(text, room))
        {
            return Normalised.Refused;
        }

        return room.Written.SequenceEqual(text) ? Normalised.Same : Normalised.Changed;
    }

    /// <summary>Writes the form wanted of a text.</summary>
    /// <returns>False when it has none.</returns>
    protected abstract bool TryWrite(ReadOnlySpan<char> text, CharRoom room);
}
