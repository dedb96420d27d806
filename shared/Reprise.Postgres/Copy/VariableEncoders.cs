using System.Net;
using System.Net.Sockets;
using System.Text;
using Reprise.Core.Columns;

namespace Reprise.Postgres.Copy;

/// <summary>Encoders of values that are runs of bytes.</summary>
internal static class VariableEncoders
{
    internal abstract class Bytes : ColumnEncoder
    {
        private VariableColumn? _column;

        public sealed override void Bind(Column column) => _column = (VariableColumn)column;

        public sealed override void Write(int row, CopyBuffer buffer) => Write(_column![row], buffer);

        protected abstract void Write(ReadOnlySpan<byte> value, CopyBuffer buffer);
    }

    /// <summary>Text types take UTF-8, bytea its bytes, uuid its 16 bytes, enum its label.</summary>
    internal sealed class Raw : ColumnEncoder
    {
        private VariableColumn? _column;

        public override void Bind(Column column) => _column = (VariableColumn)column;

        public override void Write(int row, CopyBuffer buffer) => buffer.WriteValue(_column!.Memory(row));
    }

    internal sealed class Jsonb : Bytes
    {
        private const byte Version = 1;

        protected override void Write(ReadOnlySpan<byte> value, CopyBuffer buffer)
        {
            buffer.WriteInt32(value.Length + 1);
            buffer.WriteByte(Version);
            buffer.WriteBytes(value);
        }
    }

    /// <summary>Labels between commas become elements; nothing becomes the empty array.</summary>
    internal sealed class TextArray : Bytes
    {
        private const int TextOid = 25;

        protected override void Write(ReadOnlySpan<byte> value, CopyBuffer buffer)
        {
            var start = buffer.ReserveLength();
            buffer.WriteInt32(value.IsEmpty ? 0 : 1);
            buffer.WriteInt32(0);
            buffer.WriteInt32(TextOid);
            if (!value.IsEmpty)
            {
                buffer.WriteInt32(value.Count((byte)',') + 1);
                buffer.WriteInt32(1);
                foreach (var range in value.Split((byte)','))
                {
                    buffer.WriteInt32(value[range].Length);
                    buffer.WriteBytes(value[range]);
                }
            }

            buffer.FillLength(start);
        }
    }

    internal sealed class Inet : Bytes
    {
        private const byte FamilyV4 = 2;
        private const byte FamilyV6 = 3;

        protected override void Write(ReadOnlySpan<byte> value, CopyBuffer buffer)
        {
            var slash = value.IndexOf((byte)'/');
            var address = IPAddress.Parse(Encoding.ASCII.GetString(slash < 0 ? value : value[..slash]));
            Span<byte> bytes = stackalloc byte[16];
            address.TryWriteBytes(bytes, out var length);
            buffer.WriteInt32(4 + length);
            buffer.WriteByte(address.AddressFamily == AddressFamily.InterNetwork ? FamilyV4 : FamilyV6);
            buffer.WriteByte(slash < 0 ? (byte)(8 * length) : byte.Parse(value[(slash + 1)..]));
            buffer.WriteByte(0);
            buffer.WriteByte((byte)length);
            buffer.WriteBytes(bytes[..length]);
        }
    }
}
