using System.Data;
using MySqlConnector;
using Reprise.Core.Columns;
using Reprise.Core.Runs;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Reading;

/// <summary>Reads the rows that have a key, as the source compares keys: through an index, each into a batch of its own.</summary>
internal sealed class RowLookup(SourceSession session, SourceRead read)
{
    /// <summary>Most rows read: a key that more rows have names none of them.</summary>
    private const int Most = 10;

    /// <summary>The rows.</summary>
    /// <param name="key">Columns of the key.</param>
    /// <param name="values">Their values in canonical form.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when a column is of a type that is not compared with a value.</returns>
    /// <exception cref="SourceException">The source fails.</exception>
    public async Task<IReadOnlyList<ColumnBatch>?> FindAsync(IReadOnlyList<string> key, IReadOnlyList<string> values, CancellationToken cancellationToken)
    {
        if (KeyedRows.Of(read, key, values) is not { } rows)
        {
            return null;
        }

        var statement = ReadStatement.For(read, rows.Conditions, Most);
        await using var command = new MySqlCommand(statement.Text, session.Connection);
        rows.Bind(command.Parameters);

        try
        {
            return await ReadAsync(command, statement, cancellationToken);
        }
        catch (Exception failure) when (SourceFailure.IsKnown(failure))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new SourceException(failure, SourceFailure.OfWork(failure, session.Settings, $"reading a row of table {read.Table.Name}"));
        }
    }

    private async Task<IReadOnlyList<ColumnBatch>> ReadAsync(MySqlCommand command, ReadStatement statement, CancellationToken cancellationToken)
    {
        var batches = new List<ColumnBatch>();
        var filler = new RowFiller(statement.Cells, new ColumnBatchPool(read.Columns), new BatchLimits(1, long.MaxValue));

        // Cells are read by the binary protocol, as whole tables are.
        await command.PrepareAsync(cancellationToken);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess | CommandBehavior.SingleResult, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (filler.Measure(reader) is { } full)
            {
                batches.Add(full);
            }

            filler.Append(reader);
        }

        if (filler.Take() is { } last)
        {
            batches.Add(last);
        }

        return batches;
    }
}
