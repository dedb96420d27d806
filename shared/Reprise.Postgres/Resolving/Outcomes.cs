using Reprise.Core.Mapping;
using Reprise.Core.Ports;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Resolving;

/// <summary>The outcome of every staged row, and the figures of the table plan.</summary>
internal static class Outcomes
{
    /// <summary>Of what is known, tells the unchanged from what the source changed and from what the application changed.</summary>
    public static async Task SettleKnownAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        foreach (var written in await WrittenColumns.ReadAsync(resolution, cancellationToken))
        {
            // A column that is no longer there leaves nothing to compare with: the record counts as changed.
            var isAsWritten = written.Columns.All(column => resolution.Table.Target.Find(column) is not null)
                ? $"{RecordContent.Hash("t", written.Columns)} = s._known_hash"
                : "false";
            await resolution.ExecuteAsync(
                $"""
                UPDATE {resolution.Staging} AS s
                SET _outcome = CASE
                        WHEN NOT {RecordContent.Differs(resolution, "s", "t")} THEN '{Bookkeeping.Unchanged}'
                        WHEN {isAsWritten} THEN '{Bookkeeping.Update}'
                        ELSE '{Bookkeeping.Quarantined}' END,
                    _reason = $1, _column = '', _seen = t.xmin
                FROM {resolution.Target} AS t
                WHERE s._outcome IS NULL AND t.{resolution.IdColumn} = s.{resolution.IdColumn} AND s._known_run = ANY ($2)
                """,
                cancellationToken,
                Reasons.ChangedInTarget,
                written.Runs.ToArray());
        }

        // What is left was deleted in the application: it is not brought back.
        await resolution.QuarantineAsync(Reasons.ChangedInTarget, string.Empty, "s._outcome IS NULL", cancellationToken);
    }

    /// <summary>A row merged into another row of this run shares that row's quarantine.</summary>
    /// <returns>How many rows went there.</returns>
    public static Task<int> QuarantineFollowersAsync(Resolution resolution, CancellationToken cancellationToken) => resolution.QuarantineAsync(
        Reasons.Duplicate,
        string.Empty,
        $"s._into = l._key AND l._outcome = '{Bookkeeping.Quarantined}'",
        cancellationToken,
        $"{resolution.Staging} AS l");

    /// <summary>Quarantine entries and figures.</summary>
    public static async Task RecordAsync(Resolution resolution, ILedgerSeal seal, CancellationToken cancellationToken)
    {
        await new HeldBackRows(resolution, seal).RecordAsync(cancellationToken);
        await Figures.SaveAsync(resolution.Connection, resolution.Run, resolution.Table, resolution.Staging, cancellationToken);
    }
}
