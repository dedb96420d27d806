using System.Runtime.CompilerServices;
using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Mapping;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Verification;

/// <summary>Reads a published table back by binary COPY, into columns.</summary>
internal sealed class PublishedReader(Database database)
{
    public async IAsyncEnumerable<ColumnBatch> ReadAsync(RunTable table, IReadOnlyList<BatchColumn> columns, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var read = Columns(table, columns);
        await using var published = await TranslatedAsync(() => PublishedStream.OpenAsync(database.Source, table.Target.Name, read, columns, cancellationToken));
        while (await TranslatedAsync(() => published.ReadAsync(cancellationToken)) is { } batch)
        {
            yield return batch;
        }
    }

    /// <summary>The target columns that are wanted: of a replicated table all of its layout, whose batches may name them as the source does; otherwise those of the same name.</summary>
    private static List<TargetColumn> Columns(RunTable table, IReadOnlyList<BatchColumn> wanted)
    {
        var names = table.Definition is null ? wanted.Select(column => column.Name) : StagingLayout.For(table).Columns.Select(column => column.Name);
        return [.. names.Select(name => table.Target.Find(name) ?? throw new InvalidOperationException($"{table.Target.Name} has no column {name}."))];
    }

    /// <summary>An iterator cannot yield out of a try block: the failures of each step are translated by themselves.</summary>
    private async Task<T> TranslatedAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (NpgsqlException exception)
        {
            throw PostgresErrors.Translate(exception, database.Source);
        }
    }
}
