using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Reprise.Chaos.Proxy;

/// <summary>Stands before a server and lets everything through, until it is told to misbehave.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly DnsEndPoint _server;
    private readonly Traffic _traffic;
    private readonly ConcurrentDictionary<ProxiedConnection, Task> _connections = new();
    private Socket _listener;
    private Task _accepting;
    private bool _isRefusing;

    private FaultProxy(DnsEndPoint server, Traffic traffic)
    {
        _server = server;
        _traffic = traffic;
        _listener = Listen(port: 0);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>Where it listens, on loopback.</summary>
    public int Port { get; }

    /// <summary>What happens to bytes; connections look at it before each piece.</summary>
    public Weather Weather { get; private set; } = Weather.Fair;

    /// <summary>A proxy before a server.</summary>
    public static FaultProxy Before(string host, int port, Traffic traffic) => new(new DnsEndPoint(host, port), traffic);

    /// <summary>From now on nothing passes, or little.</summary>
    public void Turn(Weather weather)
    {
        var before = Weather;
        Weather = weather;
        before.End();
    }

    /// <summary>Answers requests itself, with an error.</summary>
    public void Answer(int status)
    {
        Turn(Weather.Answering(status));
        Reset();
    }

    /// <summary>Resets all connections.</summary>
    public void Reset()
    {
        foreach (var connection in _connections.Keys)
        {
            connection.Reset();
        }
    }

    /// <summary>Resets all connections and refuses new ones.</summary>
    public void Refuse()
    {
        _isRefusing = true;
        _listener.Dispose();
        Reset();
    }

    /// <summary>Everything is as it was.</summary>
    public void Heal()
    {
        Turn(Weather.Fair);
        if (_isRefusing)
        {
            _isRefusing = false;
            _listener = Listen(Port);
            _accepting = AcceptAsync(_listener);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Turn(Weather.Fair);
        Refuse();
        await _accepting;
        await Task.WhenAll(_connections.Values);
    }

    private static Socket Listen(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        socket.Listen();
        return socket;
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await listener.AcceptAsync();
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
            {
                return;
            }

            var connection = new ProxiedConnection(this, client, _traffic);
            _connections[connection] = CarryAsync(connection);
        }
    }

    private async Task CarryAsync(ProxiedConnection connection)
    {
        // First of all let the table know the connection: it may end at once.
        await Task.Yield();
        using (connection)
        {
            await connection.CarryAsync(_server);
        }

        _connections.TryRemove(connection, out _);
    }
}
