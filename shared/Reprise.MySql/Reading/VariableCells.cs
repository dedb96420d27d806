using System.Text.Unicode;
using MySqlConnector;
using Reprise.Core.Columns;

namespace Reprise.MySql.Reading;

/// <summary>Text of any kind: UTF-8 as the server sent it, if it is well-formed.</summary>
/// <param name="ordinal">Ordinal in the result and in the batch.</param>
/// <param name="isGuarded">True when a text that does not convert comes as <see cref="CharsetText.Unconverted"/> and its own bytes.</param>
internal sealed class TextCell(int ordinal, bool isGuarded = false) : VariableCell(ordinal)
{
    /// <inheritdoc/>
    public override void Append(MySqlDataReader reader, int length)
    {
        var text = Copy(reader, length);
        if (Utf8.IsValid(text))
        {
            Target.Commit(length);
        }
        else
        {
            AppendUnfit(UnfitReason.InvalidText, isGuarded && text[0] == CharsetText.Unconverted ? text[1..] : text);
        }
    }
}

/// <summary>Bytes.</summary>
internal sealed class BinaryCell(int ordinal) : VariableCell(ordinal)
{
    /// <inheritdoc/>
    public override void Append(MySqlDataReader reader, int length)
    {
        Copy(reader, length);
        Target.Commit(length);
    }
}

/// <summary>A decimal of more digits than a 64-bit integer has, in canonical ASCII.</summary>
internal sealed class DecimalTextCell(int ordinal, ColumnType type) : VariableCell(ordinal)
{
    private readonly byte[] _text = new byte[128];

    /// <inheritdoc/>
    public override int Measure(MySqlDataReader reader) => base.Measure(reader) + type.Scale + 3;

    /// <inheritdoc/>
    public override void Append(MySqlDataReader reader, int length)
    {
        var size = (int)reader.GetBytes(Ordinal, 0, _text, 0, _text.Length);
        ReadOnlySpan<byte> text = _text.AsSpan(0, size);
        if (DecimalText.TryCanonicalize(text, type.Precision, type.Scale, Target.Reserve(length), out var written))
        {
            Target.Commit(written);
        }
        else
        {
            AppendUnfit(UnfitReason.OutOfRange, text);
        }
    }
}

/// <summary>A UUID that the server writes as text.</summary>
internal sealed class UuidTextCell(int ordinal) : VariableCell(ordinal)
{
    /// <inheritdoc/>
    public override void Append(MySqlDataReader reader, int length)
    {
        // Room for both: the text is parsed where it lies, into the bytes behind it, and then moved.
        var room = Target.Reserve(length + UuidText.Size);
        var text = Copy(reader, length);
        if (UuidText.TryParse(text, room.Slice(length, UuidText.Size)))
        {
            room.Slice(length, UuidText.Size).CopyTo(room);
            Target.Commit(UuidText.Size);
        }
        else
        {
            AppendUnfit(UnfitReason.OutOfRange, text);
        }
    }
}

/// <summary>A UUID in 16 bytes, as the source keeps them.</summary>
internal sealed class UuidBytesCell(int ordinal) : VariableCell(ordinal)
{
    /// <inheritdoc/>
    public override void Append(MySqlDataReader reader, int length)
    {
        var bytes = Copy(reader, length);
        if (length == UuidText.Size)
        {
            Target.Commit(length);
        }
        else
        {
            AppendUnfit(UnfitReason.OutOfRange, System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes)));
        }
    }
}
