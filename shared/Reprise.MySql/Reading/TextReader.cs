using System.Data;
using System.Runtime.CompilerServices;
using MySqlConnector;
using Reprise.Core.Catalogs;
using Reprise.Core.Runs;
using Reprise.Core.Verification;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Reading;

/// <summary>Reads a whole table for verification: every value as the text that the server itself makes of it, through the driver's text protocol. Shares no reading of values with the loading path.</summary>
internal static class TextReader
{
    /// <summary>The rows, in no particular order. The row is reused.</summary>
    /// <exception cref="SourceException">The source fails.</exception>
    public static async IAsyncEnumerable<CellRow> ReadAsync(SourceSession session, SourceRead read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var source = new ReadSource(read);
        await using var command = new MySqlCommand(Statement(read, source), session.Connection);
        source.Bind(command.Parameters);
        await using var killing = cancellationToken.UnsafeRegister(static state => ((MySqlCommand)state!).Cancel(), command);
        await using var reader = await GuardAsync(
            () => command.ExecuteReaderAsync(CommandBehavior.SequentialAccess | CommandBehavior.SingleResult, CancellationToken.None),
            session,
            read);
        var row = new CellRow();
        var isDone = false;
        try
        {
            while (await GuardAsync(() => reader.ReadAsync(CancellationToken.None), session, read))
            {
                cancellationToken.ThrowIfCancellationRequested();
                row.Clear();
                for (var i = 0; i < read.Columns.Count; i++)
                {
                    Append(reader, i, row);
                }

                yield return row;
            }

            isDone = true;
        }
        finally
        {
            if (!isDone)
            {
                // Whoever leaves early does not wait for the rest of the table.
                command.Cancel();
            }
        }
    }

    private static string Statement(SourceRead read, ReadSource source) =>
        $"SELECT {string.Join(", ", read.Columns.Select(column => Printed(read.Table.Find(column.Name)!, source.Expression(column.Name))))} FROM {source.From}";

    /// <summary>SQL of a value as the text that the server makes of it, in bytes.</summary>
    /// <param name="column">Column.</param>
    /// <param name="name">SQL of its value.</param>
    public static string Printed(SourceColumn column, string name) =>
        Families.Of(column) switch
        {
            Family.Bits => $"CAST(CONCAT(CAST({name} AS UNSIGNED)) AS BINARY)",

            // The text of a FLOAT has six digits, that of the double equal to it has all it needs. A DOUBLE must not be computed with: MySQL
            // gives a computed one 22 letters, too few for -1.7976931348623157e308.
            Family.Float => $"CAST(CONCAT({name} + 0e0) AS BINARY)",
            Family.Binary or Family.Geometry => name,

            // Bytes of a UTF-8 column are read as they are, well-formed or not; others are what the server converts them to, if it can.
            Family.Text when column.DataType is not ("enum" or "set") && CharsetText.IsUtf8(column) => $"CAST({name} AS BINARY)",
            Family.Text when CharsetText.AlwaysConverts(column) => Sql.Utf8(name),
            Family.Text => CharsetText.Guarded(name),
            Family.Other => $"CAST(CAST({name} AS CHAR CHARACTER SET utf8mb4) AS BINARY)",
            _ => $"CAST(CONCAT({name}) AS BINARY)",
        };

    private static void Append(MySqlDataReader reader, int ordinal, CellRow row)
    {
        if (reader.IsDBNull(ordinal))
        {
            row.AppendNull();
            return;
        }

        var length = checked((int)reader.GetBytes(ordinal, 0, null, 0, 0));
        var room = row.ReserveArray(length);
        if (length > 0)
        {
            reader.GetBytes(ordinal, 0, room.Array, room.Offset, length);
        }

        row.Commit(length);
    }

    private static async Task<T> GuardAsync<T>(Func<Task<T>> read, SourceSession session, SourceRead table)
    {
        try
        {
            return await read();
        }
        catch (Exception failure) when (SourceFailure.IsKnown(failure))
        {
            throw new SourceException(failure, SourceFailure.OfWork(failure, session.Settings, $"reading table {table.Table.Name} for verification"));
        }
    }
}
