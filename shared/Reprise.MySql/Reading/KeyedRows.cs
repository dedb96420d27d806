using System.Globalization;
using MySqlConnector;
using Reprise.Core.Runs;
using Reprise.MySql.Chunks;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Reading;

/// <summary>The rows that have a key, as the source compares keys: conditions and their values.</summary>
internal sealed class KeyedRows
{
    private const string Zone = "+00";

    private readonly IReadOnlyList<(string Sql, object Value)> _parts;

    private KeyedRows(IReadOnlyList<(string, object)> parts) => _parts = parts;

    /// <summary>The conditions.</summary>
    public IEnumerable<string> Conditions => _parts.Select((part, i) => part.Sql.Replace("@", Parameter(i), StringComparison.Ordinal));

    /// <summary>The rows of a key.</summary>
    /// <param name="read">How the table is read.</param>
    /// <param name="key">Columns of the key.</param>
    /// <param name="values">Their values in canonical form.</param>
    /// <returns>Null when a column is of a type that is not compared with a value, or when there is no key.</returns>
    public static KeyedRows? Of(SourceRead read, IReadOnlyList<string> key, IReadOnlyList<string> values)
    {
        var parts = key.Zip(values, (name, value) => Part(read, name, value)).ToList();
        return parts.Count == 0 || parts.Contains(null) ? null : new KeyedRows([.. parts.Select(part => part!.Value)]);
    }

    /// <summary>Binds the values.</summary>
    public void Bind(MySqlParameterCollection parameters)
    {
        for (var i = 0; i < _parts.Count; i++)
        {
            parameters.AddWithValue(Parameter(i), _parts[i].Value);
        }
    }

    private static string Parameter(int part) => string.Create(CultureInfo.InvariantCulture, $"@key{part}");

    /// <summary>The comparison of a key's column with <c>@</c>, and its parameter.</summary>
    private static (string Sql, object Value)? Part(SourceRead read, string name, string value)
    {
        var column = read.Table.Find(name)!;
        if (column.DataType is "enum" or "set")
        {
            return ($"{Sql.Quote(read.Table.Name)}.{Sql.Quote(column.Name)} = @", value);
        }

        return KeyPart.For(read.Table.Name, column) is { } part
            ? ($"{part.Name} = {part.Bound("@")}", part.Parse(column.DataType == "timestamp" && value.EndsWith(Zone, StringComparison.Ordinal) ? value[..^Zone.Length] : value))
            : null;
    }
}
