using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Core.Entities;
using Reprise.Core.Lineage;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Lineage;

/// <summary>Entries of the crosswalk and before-images, by record and by row.</summary>
internal static class CrosswalkRows
{
    private const string Columns = "x.entity, x.target_table, x.source_table, x.source_key, x.target_id, x.merged, x.record_hash, x.run";

    public static Task<List<CrosswalkEntry>> OfRecordAsync(NpgsqlConnection connection, TableName target, string id, CancellationToken cancellationToken) => connection.QueryAsync(
        $"SELECT {Columns} FROM reprise.crosswalk AS x WHERE x.target_table = $1 AND x.target_id = $2 ORDER BY x.merged, x.entity, x.source_table, x.source_key",
        [target.ToString(), id],
        Read,
        cancellationToken);

    public static Task<List<CrosswalkEntry>> OfRowAsync(NpgsqlConnection connection, EntityCode entity, IReadOnlyList<(TableName Target, string Origin)> places, string key, CancellationToken cancellationToken) => connection.QueryAsync(
        $"""
        SELECT {Columns} FROM unnest($2::text[], $3::text[]) AS place (target_table, source_table)
        CROSS JOIN LATERAL (SELECT * FROM reprise.crosswalk
                            WHERE entity = $1 AND target_table = place.target_table COLLATE "C" AND source_table = place.source_table COLLATE "C" AND source_key = $4) AS x
        ORDER BY x.target_table, x.source_table
        """,
        [entity.Value, places.Select(place => place.Target.ToString()).ToArray(), places.Select(place => place.Origin).ToArray(), key],
        Read,
        cancellationToken);

    /// <summary>One look at the images of each run: their key begins with the run.</summary>
    public static Task<List<RecordWrite>> ChangesAsync(NpgsqlConnection connection, TableName target, string id, CancellationToken cancellationToken) => connection.QueryAsync(
        """
        SELECT r.id, b.content::text, u.kept, b.is_deleted
        FROM reprise.run AS r
        CROSS JOIN LATERAL (SELECT content, is_deleted FROM reprise.record_image
                            WHERE run = r.id COLLATE "C" AND target_table = $1 AND $2 BETWEEN first_id AND last_id AND target_id = $2 OFFSET 0) AS b
        LEFT JOIN reprise.rollback_record AS u ON u.run = r.id COLLATE "C" AND u.target_table = $1 AND u.target_id = $2
        WHERE EXISTS (SELECT FROM reprise.published_lot AS l WHERE l.run = r.id)
        ORDER BY (SELECT min(published_at) FROM reprise.published_lot AS l WHERE l.run = r.id), r.id
        """,
        [target.ToString(), id],
        reader => new RecordWrite(RunId.Parse(reader.GetString(0)), reader.Nullable<string>(1), reader.Nullable<string>(2), reader.GetBoolean(3)),
        cancellationToken);

    private static CrosswalkEntry Read(NpgsqlDataReader reader) => new(
        EntityCode.Parse(reader.GetString(0)),
        TableName.Parse(reader.GetString(1)),
        reader.GetString(2),
        reader.GetString(3),
        reader.GetString(4),
        reader.GetBoolean(5),
        reader.IsDBNull(6) ? null : reader.GetGuid(6),
        RunId.Parse(reader.GetString(7)));
}
