using System.Globalization;
using MySqlConnector;
using Reprise.Core.Mapping;
using Reprise.Core.Runs;
using Reprise.Core.Sync;
using Reprise.MySql.Chunks;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Reading;

/// <summary>Which rows a chunk is of, as SQL: a key range, rows above a watermark, or rows with given keys that are in no other chunk.</summary>
internal sealed class RowPredicate
{
    private readonly List<MySqlParameter> _values = [];

    private RowPredicate(string where) => Where = where;

    /// <summary>The predicate with its <c>WHERE</c>, or nothing.</summary>
    public string Where { get; private set; }

    /// <summary>All rows, as far as this predicate goes.</summary>
    public static RowPredicate All { get; } = new(string.Empty);

    /// <summary>The predicate of a chunk.</summary>
    public static RowPredicate Of(SourceRead read, IReadOnlyList<KeyPart> parts, ChunkRange chunk)
    {
        var predicate = new RowPredicate(string.Empty);
        predicate.Where = chunk.Selection is { } selection ? $" WHERE {predicate.Selected(read, parts, selection)}" : predicate.Range(parts, chunk);
        return predicate;
    }

    /// <summary>Binds its values.</summary>
    public void Bind(MySqlParameterCollection parameters)
    {
        foreach (var value in _values)
        {
            parameters.Add(value);
        }
    }

    private string Range(IReadOnlyList<KeyPart> parts, ChunkRange range)
    {
        AddRange(KeyPredicate.Values(parts, range));
        return KeyPredicate.Where(parts, range);
    }

    private string Selected(SourceRead read, IReadOnlyList<KeyPart> parts, RowSelection selection)
    {
        var above = selection.Watermark is { } column ? Above(read, column, selection.Since!) : null;
        if (selection.Keys is not { } keys)
        {
            return above ?? throw new InvalidOperationException($"A chunk of {read.Table.Name} selects nothing.");
        }

        var except = selection.Except.Select((range, i) => Excepted(parts, range, i)).Concat(above is null ? [] : [above]);
        return string.Join(" AND NOT ", except.Prepend($"({string.Join(" OR ", keys.Select((key, i) => Keyed(read, parts, key, i)))})"));
    }

    private string Excepted(IReadOnlyList<KeyPart> parts, ChunkRange range, int number)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"x{number}");
        AddRange(KeyPredicate.Values(parts, range, prefix));
        return KeyPredicate.Condition(parts, range, prefix) is { Length: > 0 } condition ? $"({condition})" : "TRUE";
    }

    private string Keyed(SourceRead read, IReadOnlyList<KeyPart> parts, string key, int number)
    {
        var values = parts.Count == 1 ? [key] : key.Split(SourceKey.Separator);
        if (values.Length != parts.Count)
        {
            throw new InvalidOperationException($"A key of {read.Table.Name} has {values.Length} parts, not {parts.Count}.");
        }

        return $"({string.Join(" AND ", parts.Select((part, i) => $"{part.Name} = {part.Bound(Add($"k{number}_{i}", part.Parse(values[i])))}"))})";
    }

    /// <summary>Rows without a value are never shown by it, so that they are always read; a zero date is none.</summary>
    private string Above(SourceRead read, string column, string since)
    {
        var source = read.Table.Find(column)!;
        var name = Sql.Quote(source.Name);
        return WatermarkValue.KindOf(source) switch
        {
            WatermarkKind.Number => $"({name} >= {Add("since", Number(since))} OR {name} IS NULL)",
            WatermarkKind.Day => $"({name} >= CAST({Add("since", since)} AS DATE) OR {name} IS NULL OR {name} = '0000-00-00')",
            WatermarkKind.Moment => $"({name} >= CAST({Add("since", since)} AS DATETIME(6)) OR {name} IS NULL OR {name} = '0000-00-00 00:00:00')",
            _ => throw new InvalidOperationException($"Column {column} of {read.Table.Name} is no watermark; planning let it through."),
        };
    }

    /// <summary>Below what the type of the parameter holds there is nothing to be below of.</summary>
    private static decimal Number(string since) => decimal.Parse(since, CultureInfo.InvariantCulture);

    private string Add(string name, object value)
    {
        _values.Add(new MySqlParameter($"@{name}", value));
        return $"@{name}";
    }

    private void AddRange(IEnumerable<(string Name, object Value)> values)
    {
        foreach (var (name, value) in values)
        {
            Add(name, value);
        }
    }
}
