using Npgsql;
using Reprise.Core.Corrections;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Ledger;

/// <summary>Statements that tell where rows held back stand.</summary>
internal static class HeldRowQueries
{
    /// <summary>Rows <c>q</c> with the correction <c>c</c> that holds for each of them. A correction that the run itself followed did not help: the row is held.</summary>
    public const string From =
        """
        reprise.quarantine AS q
        LEFT JOIN reprise.correction AS c ON c.superseded_at IS NULL AND c.entity = q.entity AND c.table_plan = q.table_plan
            AND md5(c.source_key)::uuid = md5(q.source_key)::uuid AND c.source_key = q.source_key AND c.row_hash = q.row_hash
        """;

    /// <summary>State of a row.</summary>
    public const string State =
        """
        CASE WHEN q.reinjected_by IS NOT NULL THEN 'Reinjected'
             WHEN c.id IS NULL OR EXISTS (SELECT FROM reprise.run_correction AS u WHERE u.run = q.run AND u.table_plan = q.table_plan AND u.correction = c.id) THEN 'Held'
             WHEN c.is_dismissed THEN 'Dismissed'
             ELSE 'Fixed' END
        """;

    /// <summary>Columns that <see cref="Read"/> reads.</summary>
    public const string Columns =
        $"""
        q.table_plan, q.source_key, q.column_name, q.reason, {State}, CASE WHEN q.chunk > 0 THEN q.content ELSE q.source_row END, q.row_hash, q.reinjected_by,
        c.id, c.run, c.row_hash, c.is_dismissed, c.content,
        EXISTS (SELECT FROM reprise.quarantine AS n
                JOIN reprise.run AS m ON m.id = n.run AND m.started_at > (SELECT started_at FROM reprise.run WHERE id = q.run)
                WHERE n.entity = q.entity AND n.table_plan = q.table_plan AND n.reinjected_by IS NULL AND md5(n.source_key)::uuid = md5(q.source_key)::uuid
                  AND n.source_key = q.source_key AND n.row_hash <> q.row_hash)
        """;

    /// <summary>Reads a row.</summary>
    public static HeldRow Read(NpgsqlDataReader reader)
    {
        var (table, key) = (reader.GetString(0), reader.GetString(1));
        return new HeldRow(table, key, reader.GetString(2), reader.GetString(3), Enum.Parse<HeldRowState>(reader.GetString(4)))
        {
            Source = reader.Nullable<byte[]>(5),
            Hash = reader.Nullable<byte[]>(6),
            ReinjectedBy = reader.Nullable<string>(7),
            Correction = reader.IsDBNull(8)
                ? null
                : new SealedCorrection(reader.GetInt64(8), RunId.Parse(reader.GetString(9)), table, key, reader.GetFieldValue<byte[]>(10), reader.GetBoolean(11), reader.GetFieldValue<byte[]>(12)),
            IsOutdated = reader.GetBoolean(13),
        };
    }
}
