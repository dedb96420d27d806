using Npgsql;

namespace Reprise.Postgres.Connections;

/// <summary>Commands with positional parameters.</summary>
internal static class CommandExtensions
{
    /// <summary>A command; <c>$1</c> and so on take <paramref name="values"/>, nulls as NULL.</summary>
    public static NpgsqlCommand Command(this NpgsqlConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        return command;
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>Rows affected.</returns>
    public static async Task<int> ExecuteAsync(this NpgsqlConnection connection, string sql, object?[] values, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(sql, values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Does work of which the server may refuse a statement.</summary>
    /// <param name="connection">Within a transaction.</param>
    /// <param name="refusal">SQLSTATE of the refusal that is provided for.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when it was refused; the transaction then stands where it stood before.</returns>
    public static async Task<bool> TryAsync(this NpgsqlConnection connection, string refusal, Func<Task> work, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync("SAVEPOINT attempt", [], cancellationToken);
        try
        {
            await work();
        }
        catch (PostgresException exception) when (exception.SqlState == refusal)
        {
            await connection.ExecuteAsync("ROLLBACK TO SAVEPOINT attempt; RELEASE SAVEPOINT attempt", [], cancellationToken);
            return false;
        }

        await connection.ExecuteAsync("RELEASE SAVEPOINT attempt", [], cancellationToken);
        return true;
    }

    /// <summary>Runs a query and reads every row.</summary>
    public static async Task<List<T>> QueryAsync<T>(this NpgsqlConnection connection, string sql, object?[] values, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>The value of a column, or null.</summary>
    public static T? Nullable<T>(this NpgsqlDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? default : reader.GetFieldValue<T>(ordinal);
}
