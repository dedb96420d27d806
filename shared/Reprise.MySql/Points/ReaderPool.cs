using System.Threading.Channels;
using Reprise.Core.Problems;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Points;

/// <summary>The readers of a consistent point: lent one at a time, dropped when their connection is gone, never replaced, since no new transaction could see the same state.</summary>
internal sealed class ReaderPool : IAsyncDisposable
{
    private readonly Channel<PointReader> _idle = Channel.CreateUnbounded<PointReader>();
    private readonly SourceSettings _settings;
    private int _alive;

    /// <summary>A pool of open readers.</summary>
    public ReaderPool(IReadOnlyList<SourceSession> sessions, SourceSettings settings)
    {
        _settings = settings;
        _alive = sessions.Count;
        foreach (var session in sessions)
        {
            _idle.Writer.TryWrite(new PointReader(session));
        }
    }

    /// <summary>True once no reader is left.</summary>
    public bool IsBroken => Volatile.Read(ref _alive) == 0;

    /// <summary>Waits for a reader that answers.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.SourcePointLost"/> when there is none left.</exception>
    public async Task<PointReader> RentAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            PointReader reader;
            try
            {
                reader = await _idle.Reader.ReadAsync(cancellationToken);
            }
            catch (ChannelClosedException)
            {
                throw Lost();
            }

            if (await AnswersAsync(reader, cancellationToken))
            {
                return reader;
            }
        }
    }

    /// <summary>Takes a reader back.</summary>
    public async Task ReturnAsync(PointReader reader)
    {
        if (!reader.Session.IsOpen)
        {
            await DropAsync(reader);
        }
        else if (!_idle.Writer.TryWrite(reader))
        {
            await reader.DisposeAsync();
        }
    }

    /// <summary>Gives the point up: its tables were altered since, so that its transactions cannot read them.</summary>
    public void Break()
    {
        Volatile.Write(ref _alive, 0);
        _idle.Writer.TryComplete();
    }

    /// <summary>What a failed read means for the point.</summary>
    public RepriseException Explain(SourceException failure) => IsBroken ? Lost(failure) : failure;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _idle.Writer.TryComplete();
        while (_idle.Reader.TryRead(out var reader))
        {
            await reader.DisposeAsync();
        }
    }

    /// <summary>Asks a reader for a sign of life; one that gives none is dropped.</summary>
    private async Task<bool> AnswersAsync(PointReader reader, CancellationToken cancellationToken)
    {
        bool answers;
        try
        {
            // Ping reports failure by its result; the connection closes itself.
            answers = reader.Session.IsOpen && await reader.Session.Connection.PingAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await ReturnAsync(reader);
            throw;
        }

        if (!answers)
        {
            await DropAsync(reader);
        }

        return answers;
    }

    private async Task DropAsync(PointReader reader)
    {
        await reader.DisposeAsync();
        if (Interlocked.Decrement(ref _alive) <= 0)
        {
            Break();
        }
    }

    private RepriseException Lost(SourceException? failure = null) => new(
        ErrorCodes.SourcePointLost,
        $"The consistent point of {_settings} is lost: {(failure is null ? "no connection of it is left." : failure.Message)} It is opened again; what changed meanwhile is then read too.",
        isTransient: true,
        failure);
}
