using System.Globalization;
using System.Text;
using Reprise.Core.Columns;
using Reprise.Core.Mapping.Text;

namespace Reprise.Core.Mapping.Rows;

/// <summary>Writes canonical keys as UTF-8 into a buffer of its own, row after row. See <see cref="SourceKey"/> for the form.</summary>
internal sealed class KeyText
{
    private static readonly byte[] NulPicture = Encoding.UTF8.GetBytes("\u2400");

    private byte[] _buffer = new byte[128];
    private int _length;

    /// <summary>The key last written.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Writes the key of a row.</summary>
    /// <returns>False when a part is null.</returns>
    public bool TryWrite(IReadOnlyList<Column> parts, int row)
    {
        _length = 0;
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].IsNull(row))
            {
                return false;
            }

            if (i > 0)
            {
                Room(1)[0] = (byte)SourceKey.Separator;
                _length++;
            }

            Append(parts[i], row);
        }

        return true;
    }

    /// <summary>Writes the key of a row that has none.</summary>
    public void WriteOrdinal(int chunk, long row)
    {
        _length = 0;
        var room = Room(40);
        room[0] = (byte)'#';
        chunk.TryFormat(room[1..], out var length, default, CultureInfo.InvariantCulture);
        room[length + 1] = (byte)':';
        row.TryFormat(room[(length + 2)..], out var rest, default, CultureInfo.InvariantCulture);
        _length = length + 2 + rest;
    }

    /// <inheritdoc/>
    public override string ToString() => Encoding.UTF8.GetString(Written);

    private void Append(Column part, int row)
    {
        if (part is FixedColumn words)
        {
            _length += CellText.Write(part.Type, words.Values[row], isTrimmed: true, Room(CellText.MaxLength));
            return;
        }

        var bytes = ((VariableColumn)part)[row];
        switch (part.Type.Kind)
        {
            case ValueKind.Binary or ValueKind.Uuid:
                Convert.TryToHexStringLower(bytes, Room(bytes.Length * 2), out var digits);
                _length += digits;
                break;
            case ValueKind.Decimal:
                Append(bytes[..DecimalDigits.TrimmedLength(bytes)]);
                break;
            default:
                AppendText(bytes);
                break;
        }
    }

    private void AppendText(ReadOnlySpan<byte> text)
    {
        for (var nul = text.IndexOf((byte)0); nul >= 0; nul = text.IndexOf((byte)0))
        {
            Append(text[..nul]);
            Append(NulPicture);
            text = text[(nul + 1)..];
        }

        Append(text);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _length += bytes.Length;
    }

    private Span<byte> Room(int length)
    {
        if (_buffer.Length - _length < length)
        {
            Array.Resize(ref _buffer, checked(Math.Max(_buffer.Length * 2, _length + length)));
        }

        return _buffer.AsSpan(_length);
    }
}
