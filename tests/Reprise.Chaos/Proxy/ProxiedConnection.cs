using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Reprise.Chaos.Proxy;

/// <summary>One connection through a proxy.</summary>
internal sealed class ProxiedConnection(FaultProxy proxy, Socket client, Traffic traffic) : IDisposable
{
    private const int PieceBytes = 16 << 10;

    private readonly Socket _server = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    /// <summary>Carries bytes both ways until one side ends.</summary>
    public async Task CarryAsync(EndPoint server)
    {
        client.NoDelay = true;
        try
        {
            if (proxy.Weather.Status is var status and not 0)
            {
                await AnswerAsync(status);
                return;
            }

            await _server.ConnectAsync(server);
            await Task.WhenAny(PumpAsync(client, _server), PumpAsync(_server, client));
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            Reset();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        client.Dispose();
        _server.Dispose();
    }

    /// <summary>Ends it the hard way: both sides get an RST.</summary>
    public void Reset()
    {
        foreach (var socket in new[] { client, _server })
        {
            try
            {
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
            }
            catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
            {
                // It has ended already.
                continue;
            }

            socket.Dispose();
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var piece = new byte[PieceBytes];
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(piece)) > 0)
            {
                await PassAsync(read);
                for (var sent = 0; sent < read;)
                {
                    sent += await to.SendAsync(piece.AsMemory(sent, read - sent));
                }

                traffic.Add(read);
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            Reset();
        }
    }

    /// <summary>Waits as long as the weather holds up a piece.</summary>
    private async Task PassAsync(int bytes)
    {
        while (proxy.Weather is { IsStanding: true } standing)
        {
            await standing.Ended;
        }

        if (proxy.Weather is { Link: { } link } slow)
        {
            await Task.WhenAny(slow.Ended, Task.Delay(link.Reserve(bytes), TimeProvider.System));
        }
    }

    /// <summary>Reads one request and answers it with an error, as a store does that is in trouble.</summary>
    private async Task AnswerAsync(int status)
    {
        var received = new List<byte>();
        var piece = new byte[PieceBytes];
        int end;
        while ((end = EndOfHeaders(received)) < 0)
        {
            if (!await ReceiveAsync(received, piece))
            {
                return;
            }
        }

        var length = BodyLength(Encoding.ASCII.GetString([.. received[..end]]));
        while (received.Count - end < length)
        {
            if (!await ReceiveAsync(received, piece))
            {
                return;
            }
        }

        await client.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status.ToString(CultureInfo.InvariantCulture)} Fault\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        client.Shutdown(SocketShutdown.Send);
    }

    private async Task<bool> ReceiveAsync(List<byte> received, byte[] piece)
    {
        var read = await client.ReceiveAsync(piece);
        received.AddRange(piece.AsSpan(0, read));
        return read > 0;
    }

    private static int EndOfHeaders(List<byte> received)
    {
        var at = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(received).IndexOf("\r\n\r\n"u8);
        return at < 0 ? -1 : at + 4;
    }

    private static long BodyLength(string headers)
    {
        const string Name = "\r\ncontent-length:";
        var at = headers.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : long.Parse(headers.AsSpan(at + Name.Length).TrimStart()[..headers.AsSpan(at + Name.Length).TrimStart().IndexOf('\r')], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
