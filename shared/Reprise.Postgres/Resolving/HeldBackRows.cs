using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Core.Mapping;
using Reprise.Core.Ports;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Resolving;

/// <summary>Puts rows that resolution holds back into quarantine, with what mapping made of them: the source row is in the snapshot only, which is gone when the row is repaired.</summary>
/// <remarks>
/// Of a value beyond <see cref="MaxValueBytes"/> only its length is kept, such as <c>(67108864 bytes)</c>: a JSON text ends at some 166 million characters, so that
/// larger bytes would stop the table for good, and sealed rows wait in memory. PostgreSQL decides by the length, which it knows of stored text and bytes without reading them.
/// </remarks>
internal sealed class HeldBackRows(Resolution resolution, ILedgerSeal seal)
{
    /// <summary>Bytes of a value that is kept; of a larger one its length is.</summary>
    private const int MaxValueBytes = 1 << 20;

    /// <summary>Rows at once where no value is large; fewer the more columns may hold large ones, so that all of them take about as much memory.</summary>
    private const int BatchRows = 100;

    private const int FirstValue = 3;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly (string Name, string Text)[] _values =
    [
        .. StagingLayout.For(resolution.Table).Columns
            .Where(column => column.Role is StagingRole.Value or StagingRole.Reference or StagingRole.Input)
            .Select(column => (column.Shown, Text(column))),
    ];

    private readonly int _batchRows = Math.Max(1, BatchRows / (1 + StagingLayout.For(resolution.Table).Columns.Count(IsLarge)));

    /// <summary>Records them.</summary>
    public async Task RecordAsync(CancellationToken cancellationToken)
    {
        var columns = string.Concat(_values.Select(value => $", {value.Text}"));
        await resolution.ExecuteAsync(
            $"DECLARE held_back NO SCROLL CURSOR FOR SELECT _key, _column, _reason{columns} FROM {resolution.Staging} WHERE _outcome = '{Bookkeeping.Quarantined}'",
            cancellationToken);
        while (await resolution.Connection.QueryAsync($"FETCH {_batchRows} FROM held_back", [], Read, cancellationToken) is { Count: > 0 } rows)
        {
            await SaveAsync(rows, cancellationToken);
        }

        await resolution.ExecuteAsync("CLOSE held_back", cancellationToken);
    }

    private Task<int> SaveAsync(List<QuarantinedRow> rows, CancellationToken cancellationToken) => resolution.ExecuteAsync(
        """
        INSERT INTO reprise.quarantine (run, entity, table_plan, chunk, source_key, column_name, reason, content)
        SELECT $1, $2, $3, 0, * FROM unnest($4, $5, $6, $7)
        """,
        cancellationToken,
        resolution.Run.Value,
        resolution.Run.Entity.Value,
        resolution.Table.Name,
        rows.Select(row => row.Key).ToArray(),
        rows.Select(row => row.Column).ToArray(),
        rows.Select(row => row.Reason).ToArray(),
        rows.Select(row => row.Content.ToArray()).ToArray());

    private QuarantinedRow Read(NpgsqlDataReader reader) => new(reader.GetString(0), reader.GetString(1), reader.GetString(2))
    {
        Content = seal.Seal(resolution.Run, resolution.Table.Name, Content(reader)),
    };

    /// <summary>The form of a row that the mapper holds back: names and texts, bytes in hexadecimal.</summary>
    private ReadOnlySpan<byte> Content(NpgsqlDataReader reader)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            for (var i = 0; i < _values.Length; i++)
            {
                writer.WriteString(_values[i].Name, reader.Nullable<string>(FirstValue + i));
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan;
    }

    private static string Text(StagingColumn column)
    {
        var name = Sql.Quote(column.Name);
        var isBytes = column.Type.Kind == PgKind.Bytea && column.Role is (StagingRole.Value or StagingRole.Input);
        var text = isBytes ? $"'0x' || encode({name}, 'hex')" : $"{name}::text";
        var length = isBytes ? $"octet_length({name})" : $"octet_length({name}::text)";
        return IsLarge(column) ? $"CASE WHEN {length} > {MaxValueBytes} THEN '(' || {length} || ' bytes)' ELSE {text} END" : text;
    }

    /// <summary>True when values may be larger than is kept.</summary>
    private static bool IsLarge(StagingColumn column) => column.Type.Kind switch
    {
        PgKind.Text or PgKind.Bytea or PgKind.Json or PgKind.Jsonb or PgKind.TextArray or PgKind.Other => true,
        PgKind.Varchar or PgKind.Char => column.Type.Length is 0 or > MaxValueBytes / 4,
        _ => false,
    };
}
