using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Hazards;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.MySql.Catalogs;
using Reprise.MySql.Checks;
using Reprise.MySql.Connections;
using Reprise.MySql.Hazards;
using Reprise.MySql.Points;
using Reprise.MySql.Profiles;
using Reprise.MySql.Reading;

namespace Reprise.MySql;

/// <summary>MySQL and MariaDB as source.</summary>
internal sealed class MySqlSource(TimeProvider clock) : ISource
{
    /// <inheritdoc/>
    public async Task<SourceCatalog> ReadCatalogAsync(string connection, CancellationToken cancellationToken)
    {
        await using var session = await SourceSession.OpenAsync(SourceSettings.Parse(connection), cancellationToken);
        return await new CatalogReader(session).ReadAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ColumnProfile>> ProfileAsync(string connection, IReadOnlyList<SourceTable> tables, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var settings = SourceSettings.Parse(connection);
        var asked = tables.Where(ColumnProfiler.Needs).ToList();
        if (asked.Count == 0)
        {
            return [];
        }

        await using var session = await SourceSession.OpenAsync(settings, cancellationToken);
        var profiler = new ColumnProfiler(session);
        var profiles = new List<ColumnProfile>();
        foreach (var table in asked)
        {
            profiles.AddRange(await profiler.ProfileAsync(table, cancellationToken));
        }

        return profiles;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ColumnSample>> SampleAsync(string connection, IReadOnlyList<SourceTable> tables, int rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tables);
        await using var session = await SourceSession.OpenAsync(SourceSettings.Parse(connection), cancellationToken);
        var sampler = new ColumnSampler(session);
        var samples = new List<ColumnSample>();
        foreach (var table in tables)
        {
            samples.AddRange(await sampler.SampleAsync(table, rows, cancellationToken));
        }

        return samples;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RelationAnswer>> AskAsync(string connection, IReadOnlyList<RelationQuestion> questions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(questions);
        await using var session = await SourceSession.OpenAsync(SourceSettings.Parse(connection), cancellationToken);
        var counter = new RelationCounter(session);
        var answers = new List<RelationAnswer>(questions.Count);
        foreach (var question in questions)
        {
            answers.Add(await counter.AnswerAsync(question, cancellationToken));
        }

        return answers;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ColumnBatch>?> FindAsync(string connection, SourceRead read, IReadOnlyList<string> key, IReadOnlyList<string> values, CancellationToken cancellationToken)
    {
        await using var session = await SourceSession.OpenAsync(SourceSettings.Parse(connection), cancellationToken);
        return await new RowLookup(session, read).FindAsync(key, values, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Respelling>> FindRespellingsAsync(
        string connection, SourceRead read, SourceTable parent, RespelledReference reference, IReadOnlyList<string> key, IReadOnlyList<string> values, CancellationToken cancellationToken)
    {
        if (KeyedRows.Of(read, key, values) is not { } rows)
        {
            return [];
        }

        await using var session = await SourceSession.OpenAsync(SourceSettings.Parse(connection), cancellationToken);
        return await new RespellingReader(session, read, parent).ReadAsync(reference, $" WHERE {string.Join(" AND ", rows.Conditions)}", rows.Bind, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Problem>> CheckAsync(string connection, CancellationToken cancellationToken)
    {
        try
        {
            await using var session = await SourceSession.OpenAsync(SourceSettings.Parse(connection), cancellationToken);
            return await new ReadinessCheck(session).RunAsync(cancellationToken);
        }
        catch (SourceUnavailableException failure)
        {
            return [failure.Problem];
        }
    }

    /// <inheritdoc/>
    public async Task<IConsistentPoint> OpenPointAsync(string connection, IReadOnlyList<SourceTable> tables, int readers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tables);
        return await new PointOpener(SourceSettings.Parse(connection), clock).OpenAsync(tables, readers, cancellationToken);
    }
}
