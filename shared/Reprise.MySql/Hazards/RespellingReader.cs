using System.Text;
using MySqlConnector;
using Reprise.Core.Catalogs;
using Reprise.Core.Mapping;
using Reprise.Core.Runs;
using Reprise.Core.Verification.Expected;
using Reprise.MySql.Connections;
using Reprise.MySql.Reading;

namespace Reprise.MySql.Hazards;

/// <summary>Reads how references are spelled that find their parent only by the collation.</summary>
internal sealed class RespellingReader(SourceSession session, SourceRead child, SourceTable parent)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The spellings of a reference, each once with that of its parent. What PostgreSQL's text cannot hold, or the column not take, is left out.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="where">Which rows' references, with its <c>WHERE</c>; empty = all.</param>
    /// <param name="bind">Binds its values.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<Respelling>> ReadAsync(RespelledReference reference, string where, Action<MySqlParameterCollection> bind, CancellationToken cancellationToken)
    {
        var source = new ReadSource(child);
        var statements = new SpellingStatements(source, child, parent, reference, where);
        var found = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var pair in await AskAsync(statements.Pairs, row => Pair(reference, row)))
        {
            // One that finds several parents leads to none of them.
            found[pair.From] = found.TryGetValue(pair.From, out var other) && other != pair.To ? null : pair.To;
        }

        if (statements.HasTwoCollations)
        {
            foreach (var ambiguous in await AskAsync(statements.Ambiguous, row => Key(reference, row) is { } key ? new Respelling(key, null) : null))
            {
                found[ambiguous.From] = null;
            }
        }

        return [.. found.Select(pair => new Respelling(pair.Key, pair.Value))];

        async Task<IEnumerable<Respelling>> AskAsync(string sql, Func<MySqlDataReader, Respelling?> read) => (await session.QueryAsync(
            sql,
            parameters =>
            {
                source.Bind(parameters);
                bind(parameters);
            },
            read,
            $"comparing spellings of {string.Join(", ", reference.Columns)} in {child.Table.Name}",
            cancellationToken)).OfType<Respelling>();
    }

    private Respelling? Pair(RespelledReference reference, MySqlDataReader row)
    {
        if (Parts(reference, row) is not { } parts)
        {
            return null;
        }

        var from = string.Join(SourceKey.Separator, parts);
        var taken = parts.Length;
        for (var i = 0; i < parts.Length; i++)
        {
            if (!reference.Parts[i].TakesOver)
            {
                continue;
            }

            if (Text(row.GetFieldValue<byte[]>(taken++)) is not { } spelling)
            {
                return null;
            }

            parts[i] = spelling;
        }

        return new Respelling(from, string.Join(SourceKey.Separator, parts));
    }

    private string? Key(RespelledReference reference, MySqlDataReader row) => Parts(reference, row) is { } parts ? string.Join(SourceKey.Separator, parts) : null;

    private string[]? Parts(RespelledReference reference, MySqlDataReader row)
    {
        var parts = new string[reference.Parts.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            var printed = row.GetFieldValue<byte[]>(i);
            var column = child.Table.Find(reference.Parts[i].Column)!;
            if ((Families.Of(column) == Family.Text ? Text(printed) : PrintedKey.Part(child.Table, column, printed)) is not { } part)
            {
                return null;
            }

            parts[i] = part;
        }

        return parts;
    }

    /// <summary>Null where keys have it in another form, or cannot be taken apart again.</summary>
    private static string? Text(byte[] printed)
    {
        try
        {
            return printed.AsSpan().ContainsAny((byte)0, (byte)SourceKey.Separator) ? null : Strict.GetString(printed);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
